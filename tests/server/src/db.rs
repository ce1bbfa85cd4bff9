//! SQLite behind the async handlers: one writer, a few readers, and every
//! write on disk before its reply.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// Idle read connections that are kept.
const READERS: usize = 8;

/// The database of one data folder.
#[derive(Debug, Clone)]
pub struct Db(Arc<Connections>);

#[derive(Debug)]
struct Connections {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Db {
    /// Opens the database, making and filling it with `seed` if there is none.
    pub fn open(path: &Path, seed: impl FnOnce(&Connection) -> Result<()>) -> Result<Self> {
        let mut writer = connect(path)?;
        // One transaction, so that a seed cut short leaves an empty folder.
        let setup = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !setup.table_exists(None, "project")? {
            setup.execute_batch(include_str!("schema.sql"))?;
            setup.execute_batch(include_str!("today/schema.sql"))?;
            seed(&setup)?;
            setup.execute_batch(include_str!("triggers.sql"))?;
        }
        // A folder that an older server has left gets the tables it lacks.
        setup.execute_batch(include_str!("today/schema.sql"))?;
        setup.commit()?;
        let (path, writer) = (path.to_owned(), Mutex::new(writer));
        Ok(Self(Arc::new(Connections { path, writer, readers: Mutex::default() })))
    }

    /// Runs `work` on one snapshot of the data.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.0.clone();
        blocking(move || {
            let idle = lock(&db.readers).pop();
            let reader = idle.map_or_else(|| connect(&db.path), Ok)?;
            let snapshot = reader.unchecked_transaction()?;
            let result = work(&snapshot);
            drop(snapshot);
            let mut readers = lock(&db.readers);
            if readers.len() < READERS {
                readers.push(reader);
            }
            result
        })
        .await
    }

    /// Runs `work` in a transaction and commits it, unless it fails. Once
    /// begun it is finished, even when the client has gone away.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.0.clone();
        blocking(move || {
            let mut writer = lock(&db.writer);
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
        .await
    }
}

/// Runs blocking work on a thread of its own.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// The data of a mutex is valid at every step here, so a panic spoils nothing.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    // SQLite's own comparison knows upper and lower case in ASCII only.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("has", 2, flags, |call| {
        let (text, part): (Option<String>, String) = (call.get(0)?, call.get(1)?);
        Ok(text.is_some_and(|text| text.to_lowercase().contains(&part)))
    })?;
    Ok(connection)
}
