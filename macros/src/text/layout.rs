//! Comments and lists, as Biome would lay them out.

/// How long a line may be.
const WIDTH: usize = 120;

/// A JSDoc comment: one line where that fits.
pub fn comment(lines: &[String], indent: &str) -> String {
    // The end of the comment would end it.
    let lines: Vec<String> = lines.iter().map(|line| line.replace("*/", "*\\/")).collect();
    if let [line] = lines.as_slice() {
        let line = format!("{indent}/** {line} */");
        if fits(&line) {
            return line + "\n";
        }
    }
    let mut text = format!("{indent}/**\n");
    for line in lines {
        text.push_str(format!("{indent} * {line}").trim_end());
        text.push('\n');
    }
    text + indent + " */\n"
}

/// A comment of a method: what it does, and its route.
pub fn method_comment(lines: &[String], route: String, indent: &str) -> String {
    let mut lines = lines.to_vec();
    lines.extend([String::new(), route]);
    comment(&lines, indent)
}

/// A line with a list in parentheses: one to a line where all do not fit in one.
pub fn list(indent: &str, start: &str, items: &[String], end: &str) -> String {
    let line = format!("{indent}{start}({}){end}", items.join(", "));
    if fits(&line) {
        return line + "\n";
    }
    let items: String = items.iter().map(|item| format!("{indent}  {item},\n")).collect();
    format!("{indent}{start}(\n{items}{indent}){end}\n")
}

/// Whether a line is short enough.
pub fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}
