//! A local MeshAgent server for tests and the demo.
//!
//! It answers the REST API with a project of its own, kept in a folder. The
//! first line it prints is JSON with all that a client needs; logs go to
//! standard error.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use clap::Parser;
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;
use uuid::Uuid;

mod app;
mod auth;
mod clients;
mod connect;
mod db;
mod error;
mod example;
mod faults;
mod grant_lists;
mod grants;
mod json;
mod members;
mod oauth;
mod paging;
mod requests;
mod rooms;
mod scope;
mod seed;
mod storage;
mod today;
mod token;
mod unread;
mod users;

/// How long a request may take to finish once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// A local MeshAgent server for tests and the demo.
#[derive(Debug, Parser)]
struct Options {
    /// Folder for the data, made and filled if it is empty
    #[arg(long)]
    data: PathBuf,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// How lists are continued
    #[arg(long, value_enum, default_value = "offset")]
    page_style: paging::PageStyle,
    /// Which routes serve project files
    #[arg(long, value_enum, default_value = "projects")]
    storage_prefix: storage::Prefix,
    /// Which generations of the API are served; routes that only the other one
    /// has answer 404
    #[arg(long, value_enum, default_value = "both")]
    api: today::Api,
    /// Serve /__faults and /__requests, which tests use to break replies and
    /// to see what was sent; anyone may call them
    #[arg(long)]
    faults: bool,
    /// Id of the project in a new data folder, random if absent
    #[arg(long, value_name = "UUID")]
    project_id: Option<Uuid>,
    /// Fill a new data folder with an example project, whose rooms go on while
    /// the server runs
    #[arg(long)]
    example: bool,
    /// Add N grants to a new data folder: a hundred users in the rooms
    /// load-00001 and so on
    #[arg(long, value_name = "N", default_value_t = 0,
          value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    seed_grants: u32,
}

/// The first line of output.
#[derive(Debug, Serialize)]
struct Ready<'a> {
    url: &'a str,
    project_id: &'a str,
    api_key: String,
    users: Vec<seed::Login>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        // It has been written to standard error where it came up.
        Err(_) => ExitCode::FAILURE,
    }
}

async fn run(options: Options) -> error::Result<()> {
    let files = options.data.join("storage");
    std::fs::create_dir_all(&files)?;
    let seed = seed::Seed {
        project_id: options.project_id,
        example: options.example,
        grants: options.seed_grants,
        files: files.clone(),
    };
    let db = db::Db::open(&options.data.join("meshagent.sqlite"), |db| seed.fill(db))?;
    let project = db.read(seed::project).await?;
    let users = db.read(seed::logins).await?;
    let id = project.id.clone();
    db.write(move |db| today::projects::ensure(db, &id)).await?;

    storage::clean(&files)?;
    let folder = files.clone();
    db.read(move |db| today::files::clean(db, &folder)).await?;

    let listener = TcpListener::bind((options.host.as_str(), options.port)).await;
    let listener =
        listener.map_err(|error| error::Error::internal(format!("{}:{}: {error}", options.host, options.port)))?;
    let url = format!("http://{}", listener.local_addr()?);
    let ready = Ready { url: &url, project_id: &project.id, api_key: project.api_key()?, users };
    let ready = serde_json::to_string(&ready)?;
    let (stop, stopping) = watch::channel(false);
    let app = Arc::new(app::Server {
        db,
        project,
        url,
        files,
        page_style: options.page_style,
        files_at: options.storage_prefix,
        api: options.api,
        today: today::router::Router::new()?,
        faults: options.faults.then(|| faults::Faults::new(stopping)),
    });

    tokio::spawn(live(app.db.clone(), options.example));
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{ready}").and_then(|()| stdout.flush())?;
    serve(listener, app, stop).await
}

/// Lets time pass, as long as the server runs: tasks run when they are due, and
/// the example goes on.
async fn live(db: db::Db, example: bool) {
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        seconds.tick().await;
        // An error has been written to standard error where it came up.
        if example {
            let _ = db.write(today::activity::tick).await;
        }
        if let Ok(true) = db.read(today::schedule::is_due).await {
            let _ = db.write(today::schedule::tick).await;
        }
    }
}

/// Serves until told to stop, then lets the requests under way finish.
async fn serve(listener: TcpListener, app: app::App, stop: watch::Sender<bool>) -> error::Result<()> {
    let (mut stopping, mut stopped) = (stop.subscribe(), stop.subscribe());
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        stop.send_replace(true);
    });
    // Small replies go out at once instead of waiting for more.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let server = axum::serve(listener, app::routes(app)).with_graceful_shutdown(async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    });
    let deadline = async move {
        let _ = stopped.wait_for(|stop| *stop).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = server.into_future() => Ok(served?),
        () = deadline => Ok(()),
    }
}
