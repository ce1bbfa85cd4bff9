//! The local server with example data and the page, together until Ctrl-C.

use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use crate::{cargo, page, project, serve, sh};

/// What ends the demo.
#[derive(PartialEq)]
enum Event {
    /// Ctrl-C, or a request from the system to end.
    Asked,
    /// The server has closed its output.
    Ended,
}

/// Starts everything and says how to sign in.
pub fn run(args: &[&str]) -> Result<()> {
    let (port, reset) = options(args)?;
    let (dist, program) = std::thread::scope(|scope| {
        let program = scope.spawn(cargo::server);
        (page::build(), program.join())
    });
    let (dist, program) = (dist?, program.map_err(|_| anyhow!("building the server panicked"))??);

    let data = project::root().join(".demo/data");
    if reset && data.exists() {
        sh::step("removing .demo/data");
        std::fs::remove_dir_all(&data)?;
    }
    std::fs::create_dir_all(&data)?;

    let (events, happened) = mpsc::channel();
    let ended = events.clone();
    ctrlc::set_handler(move || events.send(Event::Asked).unwrap_or(()))?;

    let site = serve::folder(&dist, port)?;
    sh::step("starting the server");
    let mut server = sh::command(program)
        .args(["--port", "0", "--data"])
        .arg(&data)
        .arg("--example")
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start meshagent-local")?;
    let outcome = watch(&mut server, &site, ended, &happened);
    end(&mut server);
    outcome
}

/// Reads the server's first line, tells how to sign in, and waits for Ctrl-C or for the server to fail.
fn watch(server: &mut Child, site: &str, ended: Sender<Event>, happened: &Receiver<Event>) -> Result<()> {
    let mut lines = BufReader::new(server.stdout.take().context("the server's output")?);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let ready: Value = serde_json::from_str(&first).context("the server did not say where it listens")?;
    println!("{}", welcome(site, &ready)?);

    std::thread::spawn(move || {
        // Whatever else it prints is shown; how that ends does not matter.
        std::io::copy(&mut lines, &mut std::io::stderr()).map(drop).unwrap_or(());
        ended.send(Event::Ended).unwrap_or(());
    });
    // Ctrl-C in a terminal reaches the server too, and either may be first to say so.
    if happened.recv()? == Event::Ended && happened.recv_timeout(Duration::from_millis(200)) != Ok(Event::Asked) {
        bail!("the server ended by itself ({})", server.wait()?);
    }
    Ok(())
}

/// Ends the server: by asking it, and after three seconds by force.
fn end(server: &mut Child) {
    sh::step("stopping");
    #[cfg(unix)]
    if let Ok(id) = i32::try_from(server.id()) {
        nix::sys::signal::kill(nix::unistd::Pid::from_raw(id), nix::sys::signal::Signal::SIGTERM).unwrap_or(());
        for _ in 0..60 {
            if !matches!(server.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    // Both fail only for a process that has ended already.
    server.kill().unwrap_or(());
    server.wait().map(drop).unwrap_or(());
}

/// What the person at the terminal needs to know.
fn welcome(site: &str, ready: &Value) -> Result<String> {
    let text = |value: &Value, name: &str| -> Result<String> {
        let text = value.get(name).and_then(Value::as_str);
        Ok(text.with_context(|| format!("the server's first line has no {name}"))?.to_owned())
    };
    let (server, project, key) = (text(ready, "url")?, text(ready, "project_id")?, text(ready, "api_key")?);
    let mut out = format!(
        "\n  Page        {site}/\n\n  Sign in with\n    Server    {server}\n    Project   {project}\n    API key   {key}\n"
    );
    for user in ready.get("users").and_then(Value::as_array).context("the server's first line has no users")? {
        let (email, role, token) = (text(user, "email")?, text(user, "role")?, text(user, "token")?);
        let link =
            format!("{site}/#server={}&project={}&token={}", encoded(&server), encoded(&project), encoded(&token));
        writeln!(out, "\n  {email} ({role})\n    Token     {token}\n    One click {link}")?;
    }
    out.push_str("\n  The data stays in .demo/data; `cargo xtask demo --reset` empties it. Ctrl-C stops both.\n");
    Ok(out)
}

/// The port (0: any free one) and whether to start from empty data.
fn options(args: &[&str]) -> Result<(u16, bool)> {
    let (mut port, mut reset) = (0, false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "--reset" => reset = true,
            "--port" => {
                let number = args.next().context("--port needs a number")?;
                port = number.parse().with_context(|| format!("--port {number}"))?;
            }
            other => bail!("demo has no option {other}"),
        }
    }
    Ok((port, reset))
}

/// Percent-encoded for a URL's fragment.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}
