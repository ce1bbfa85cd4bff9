;; Unpacks a raw LZMA stream (lc=3, lp=0, pb=0, without an end mark).
;;
;; JavaScript could do this too, but takes ten times as long before its compilers have warmed up.
(module
  ;; 0      8192 adaptive probabilities of two bytes, each stored as its distance from one half
  ;; 16384  the result, and behind it the packed bytes
  (memory (export "m") 1)

  (global $range (mut i32) (i32.const -1))
  (global $code (mut i32) (i32.const 0))
  (global $from (mut i32) (i32.const 0))

  ;; Appends the next packed byte to the code.
  (func $next
    (global.set $code
      (i32.or (i32.shl (global.get $code) (i32.const 8)) (i32.load8_u (global.get $from))))
    (global.set $from (i32.add (global.get $from) (i32.const 1))))

  ;; Keeps the range above 24 bits.
  (func $normalise
    (if (i32.lt_u (global.get $range) (i32.const 0x1000000))
      (then
        (global.set $range (i32.shl (global.get $range) (i32.const 8)))
        (call $next))))

  ;; One bit with the probability at a place, which learns from it. There are no branches on the bit, for nothing could
  ;; predict them.
  (func $bit (param $at i32) (result i32)
    (local $range i32) (local $code i32) (local $odds i32) (local $bound i32) (local $one i32)
    (local.set $odds (i32.load16_s (local.tee $at (i32.shl (local.get $at) (i32.const 1)))))
    (local.set $bound
      (i32.mul
        (i32.shr_u (local.tee $range (global.get $range)) (i32.const 11))
        (i32.add (local.get $odds) (i32.const 1024))))
    (local.set $one (i32.ge_u (local.tee $code (global.get $code)) (local.get $bound)))
    (i32.store16 (local.get $at)
      (i32.add
        (local.get $odds)
        (i32.shr_s
          (i32.sub (select (i32.const -993) (i32.const 1024) (local.get $one)) (local.get $odds))
          (i32.const 5))))
    (global.set $code
      (i32.sub (local.get $code) (select (local.get $bound) (i32.const 0) (local.get $one))))
    (local.set $range
      (select (i32.sub (local.get $range) (local.get $bound)) (local.get $bound) (local.get $one)))
    ;; As $normalise: a call for every bit is an eighth of the time.
    (if (i32.lt_u (local.get $range) (i32.const 0x1000000))
      (then
        (local.set $range (i32.shl (local.get $range) (i32.const 8)))
        (call $next)))
    (global.set $range (local.get $range))
    (local.get $one))

  ;; A number of some bits, the highest first.
  (func $tree (param $at i32) (param $limit i32) (result i32)
    (local $node i32)
    (local.set $node (i32.const 1))
    (loop $more
      (local.set $node
        (i32.add
          (i32.shl (local.get $node) (i32.const 1))
          (call $bit (i32.add (local.get $at) (local.get $node)))))
      (br_if $more (i32.lt_u (local.get $node) (local.get $limit))))
    (i32.sub (local.get $node) (local.get $limit)))

  ;; A number of some bits, the lowest first.
  (func $reversed (param $at i32) (param $bits i32) (result i32)
    (local $node i32) (local $n i32) (local $bit i32) (local $value i32)
    (local.set $node (i32.const 1))
    (loop $more
      (local.set $bit (call $bit (i32.add (local.get $at) (local.get $node))))
      (local.set $node (i32.add (i32.shl (local.get $node) (i32.const 1)) (local.get $bit)))
      (local.set $value (i32.or (local.get $value) (i32.shl (local.get $bit) (local.get $n))))
      (br_if $more
        (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (local.get $bits))))
    (local.get $value))

  ;; How much is repeated, less two.
  (func $length (param $at i32) (result i32)
    (if (result i32) (call $bit (local.get $at))
      (then
        (if (result i32) (call $bit (i32.add (local.get $at) (i32.const 1)))
          (then (i32.add (i32.const 16) (call $tree (i32.add (local.get $at) (i32.const 32)) (i32.const 256))))
          (else (i32.add (i32.const 8) (call $tree (i32.add (local.get $at) (i32.const 16)) (i32.const 8))))))
      (else (call $tree (i32.add (local.get $at) (i32.const 8)) (i32.const 8)))))

  (func (export "u") (param $from i32) (param $end i32)
    (local $to i32) (local $state i32) (local $node i32) (local $at i32) (local $match i32) (local $side i32)
    (local $left i32) (local $bits i32) (local $slot i32) (local $distance i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32)
    (local.set $to (i32.const 16384))
    (global.set $from (local.get $from))
    (call $next) (call $next) (call $next) (call $next) (call $next)

    (loop $step
      (if (call $bit (local.get $state))
        (then
          (block $copy
            (local.set $left (i32.const -1))
            (if (call $bit (i32.add (local.get $state) (i32.const 12)))
              (then
                ;; One of the last four distances.
                (if (call $bit (i32.add (local.get $state) (i32.const 24)))
                  (then
                    (local.set $distance (local.get $b))
                    (if (call $bit (i32.add (local.get $state) (i32.const 36)))
                      (then
                        (local.set $distance (local.get $c))
                        (if (call $bit (i32.add (local.get $state) (i32.const 48)))
                          (then
                            (local.set $distance (local.get $d))
                            (local.set $d (local.get $c))))
                        (local.set $c (local.get $b))))
                    (local.set $b (local.get $a))
                    (local.set $a (local.get $distance)))
                  (else
                    (if (i32.eqz (call $bit (i32.add (local.get $state) (i32.const 60))))
                      (then
                        (local.set $state (select (i32.const 9) (i32.const 11) (i32.lt_u (local.get $state) (i32.const 7))))
                        (br $copy)))))
                (local.set $left (call $length (i32.const 1024)))
                (local.set $state (select (i32.const 8) (i32.const 11) (i32.lt_u (local.get $state) (i32.const 7)))))
              (else
                (local.set $d (local.get $c))
                (local.set $c (local.get $b))
                (local.set $b (local.get $a))
                (local.set $left (call $length (i32.const 512)))
                (local.set $state (select (i32.const 7) (i32.const 10) (i32.lt_u (local.get $state) (i32.const 7))))
                (local.set $slot
                  (call $tree
                    (i32.add
                      (i32.const 128)
                      (i32.shl
                        (select (local.get $left) (i32.const 3) (i32.lt_u (local.get $left) (i32.const 3)))
                        (i32.const 6)))
                    (i32.const 64)))
                (local.set $a (local.get $slot))
                (if (i32.gt_u (local.get $slot) (i32.const 3))
                  (then
                    (local.set $bits (i32.sub (i32.shr_u (local.get $slot) (i32.const 1)) (i32.const 1)))
                    (local.set $a
                      (i32.shl
                        (i32.or (i32.and (local.get $slot) (i32.const 1)) (i32.const 2))
                        (local.get $bits)))
                    (if (i32.lt_u (local.get $slot) (i32.const 14))
                      (then
                        (local.set $a
                          (i32.add
                            (local.get $a)
                            (call $reversed
                              (i32.sub (i32.add (i32.const 1536) (local.get $a)) (local.get $slot))
                              (local.get $bits)))))
                      (else
                        ;; The middle bits come without a probability.
                        (local.set $distance (i32.const 0))
                        (loop $more
                          (global.set $range (i32.shr_u (global.get $range) (i32.const 1)))
                          (local.set $distance (i32.shl (local.get $distance) (i32.const 1)))
                          (if (i32.ge_u (global.get $code) (global.get $range))
                            (then
                              (global.set $code (i32.sub (global.get $code) (global.get $range)))
                              (local.set $distance (i32.add (local.get $distance) (i32.const 1)))))
                          (call $normalise)
                          (br_if $more
                            (i32.gt_u (local.tee $bits (i32.sub (local.get $bits) (i32.const 1))) (i32.const 4))))
                        (local.set $a
                          (i32.add
                            (i32.add (local.get $a) (i32.shl (local.get $distance) (i32.const 4)))
                            (call $reversed (i32.const 1792) (i32.const 4)))))))))))
          (local.set $left (i32.add (local.get $left) (i32.const 2)))
          (loop $more
            (i32.store8 (local.get $to)
              (i32.load8_u (i32.sub (i32.sub (local.get $to) (local.get $a)) (i32.const 1))))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (br_if $more (local.tee $left (i32.sub (local.get $left) (i32.const 1))))))
        (else
          ;; One byte, in the context of the one before.
          (local.set $at
            (i32.add
              (i32.const 2048)
              (i32.mul
                (i32.shr_u (i32.load8_u (i32.sub (local.get $to) (i32.const 1))) (i32.const 5))
                (i32.const 768))))
          (local.set $node (i32.const 1))
          ;; After a repetition also in that of the byte which would have continued it, as long as they agree: till then
          ;; $side is 256.
          (local.set $match (i32.load8_u (i32.sub (i32.sub (local.get $to) (local.get $a)) (i32.const 1))))
          (local.set $side (i32.shl (i32.gt_u (local.get $state) (i32.const 6)) (i32.const 8)))
          (loop $more
            (local.set $match (i32.shl (local.get $match) (i32.const 1)))
            (local.set $bits
              (call $bit
                (i32.add
                  (i32.add (local.get $at) (local.get $node))
                  (i32.add (local.get $side) (i32.and (local.get $match) (local.get $side))))))
            (local.set $side
              (i32.and (local.get $side) (i32.xor (local.get $match) (i32.sub (local.get $bits) (i32.const 1)))))
            (local.set $node (i32.add (i32.shl (local.get $node) (i32.const 1)) (local.get $bits)))
            (br_if $more (i32.lt_u (local.get $node) (i32.const 256))))
          (i32.store8 (local.get $to) (local.get $node))
          (local.set $to (i32.add (local.get $to) (i32.const 1)))
          (local.set $state
            (select
              (i32.const 0)
              (i32.sub
                (local.get $state)
                (select (i32.const 3) (i32.const 6) (i32.lt_u (local.get $state) (i32.const 10))))
              (i32.lt_u (local.get $state) (i32.const 4))))))
      (br_if $step (i32.lt_u (local.get $to) (local.get $end))))))
