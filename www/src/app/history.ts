/** A text as it was, and where the cursor stood. */
interface Step {
  text: string;
  caret: number;
}

/** Kinds of input of which several in a row are one step. */
const TYPING = ["insertText", "deleteContentBackward", "deleteContentForward"];

/** What a text has been, to go back and forth in it. A word typed in one go is one step. */
export class TextHistory {
  #steps: Step[];
  #at = 0;
  #last = "";

  constructor(text: string) {
    this.#steps = [{ text, caret: 0 }];
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#steps.length - 1;
  }

  /** Notes what the text is now; `kind` is the `inputType` of the event that made it so. */
  note(text: string, caret: number, kind: string): void {
    if (text === this.#steps[this.#at]?.text) return;
    const goesOn = kind === this.#last && TYPING.includes(kind) && !/\s/.test(text.charAt(caret - 1)) && this.canUndo;
    this.#steps.length = this.#at + 1;
    if (goesOn) this.#steps[this.#at] = { text, caret };
    else this.#at = this.#steps.push({ text, caret }) - 1;
    this.#last = kind;
  }

  undo(): Step | undefined {
    return this.#go(-1);
  }

  redo(): Step | undefined {
    return this.#go(1);
  }

  #go(by: number): Step | undefined {
    const step = this.#steps[this.#at + by];
    if (!step) return undefined;
    this.#at += by;
    // What is typed next is a step of its own.
    this.#last = "";
    return step;
  }
}
