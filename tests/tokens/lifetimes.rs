use meshagent_wasm::access::token::lifetime::seconds;

#[test]
fn reads_a_number_and_a_unit() {
    for (text, expected) in
        [("1s", 1), ("90s", 90), ("15m", 900), ("1h", 3600), ("007d", 604_800), ("4294967295s", u32::MAX)]
    {
        assert_eq!(seconds(text), Some(expected), "{text}");
    }
}

#[test]
fn refuses_everything_else() {
    for text in [
        "",
        "h",
        "1",
        "0s",
        "00h",
        "-1h",
        "+1h",
        "1.5h",
        "1 h",
        " 1h",
        "1h ",
        "1H",
        "1w",
        "1ü",
        "ü",
        "1hh",
        "4294967296s",
        "49711d",
        "99999999999999999999s",
    ] {
        assert_eq!(seconds(text), None, "{text:?}");
    }
}
