//! The tree of a room's or an agent's files: a row for each file and folder.
//! A file on disk has a name that tells nothing and belongs to one row.

use std::io::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::paging::Query;
use crate::storage::Received;
use crate::today::files::{LARGEST, Place};
use crate::today::time;

/// How the names of these files on disk begin.
const FILE: &str = "room-file-";
const FOLDER: &str = "inode/directory";

/// A file, or a folder without one.
#[derive(Debug)]
pub struct Node {
    path: String,
    pub file: Option<String>,
    size: i64,
    pub content_type: String,
    created_at: i64,
    updated_at: i64,
}

impl Node {
    const COLUMNS: &str = "path, file, size, content_type, created_at, updated_at";

    fn from_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            path: row.get(0)?,
            file: row.get(1)?,
            size: row.get(2)?,
            content_type: row.get(3)?,
            created_at: row.get(4)?,
            updated_at: row.get(5)?,
        })
    }

    pub fn last_modified(&self) -> String {
        time::write_http(self.updated_at)
    }

    fn show(&self) -> Value {
        let name = self.path.rsplit('/').next();
        let size = self.file.as_ref().map(|_| self.size);
        let times = (time::write(self.created_at), time::write(self.updated_at));
        json!({
            "name": name,
            "is_folder": self.file.is_none(),
            "size": size,
            "created_at": times.0,
            "updated_at": times.1,
        })
    }
}

/// What is at a place; the root is a folder that is always there.
pub fn find(db: &Connection, place: &Place) -> Result<Option<Node>> {
    if place.path.is_empty() {
        let (path, content_type) = (String::new(), FOLDER.to_owned());
        return Ok(Some(Node { path, file: None, size: 0, content_type, created_at: 0, updated_at: 0 }));
    }
    let sql = format!("SELECT {} FROM room_files WHERE target = ?1 AND path = ?2", Node::COLUMNS);
    let mut find = db.prepare_cached(&sql)?;
    Ok(find.query_row([place.target(), place.path.clone()], Node::from_row).optional()?)
}

/// Everything below a place.
fn below(db: &Connection, place: &Place) -> Result<Vec<Node>> {
    let sql = format!(
        "SELECT {} FROM room_files WHERE target = ?1 AND (?2 = '' OR substr(path, 1, length(?2) + 1) = ?2 || '/')
         ORDER BY path",
        Node::COLUMNS
    );
    let mut select = db.prepare_cached(&sql)?;
    let nodes = select.query_map([place.target(), place.path.clone()], Node::from_row)?;
    Ok(nodes.collect::<rusqlite::Result<_>>()?)
}

/// One page of a folder.
pub fn list(db: &Connection, folder: &Place, query: &Query) -> Result<Value> {
    let found = find(db, folder)?.filter(|node| node.file.is_none());
    found.ok_or_else(|| Error::not_found("folder_not_found"))?;
    let limit = match query.get("limit") {
        None => LARGEST,
        Some(text) => {
            let limit = text.parse().ok().filter(|limit| (1..=LARGEST).contains(limit));
            limit.ok_or_else(|| Error::invalid("limit", "must be an integer from 1 to 1000"))?
        }
    };
    let after = match query.get("continuation_token") {
        None => String::new(),
        Some(token) => {
            let text = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            text.ok_or_else(|| Error::invalid("continuation_token", "is not one of this list"))?
        }
    };
    let depth = if folder.path.is_empty() { 0 } else { folder.path.len() + 1 };
    let mut nodes = below(db, folder)?;
    nodes.retain(|node| node.path.get(depth..).is_some_and(|name| !name.contains('/')) && node.path > after);
    let more = nodes.len() > limit;
    nodes.truncate(limit);
    let next = nodes.last().filter(|_| more).map(|node| URL_SAFE_NO_PAD.encode(&node.path));
    let entries: Vec<_> = nodes.iter().map(Node::show).collect();
    Ok(json!({ "entries": entries, "continuation_token": next }))
}

/// Makes a folder and all above it; a file in the way is a conflict.
pub fn make_folders(db: &Connection, place: &Place, path: &str) -> Result<()> {
    let mut end = 0;
    while end < path.len() {
        end = path.get(end + 1..).and_then(|rest| rest.find('/')).map_or(path.len(), |slash| end + 1 + slash);
        let folder = Place { path: path.get(..end).unwrap_or(path).to_owned(), ..place.clone() };
        match find(db, &folder)? {
            Some(node) if node.file.is_some() => return Err(exists()),
            Some(_) => {}
            None => insert(db, &folder, None, 0, FOLDER)?,
        }
    }
    Ok(())
}

fn exists() -> Error {
    Error::conflict("file_exists", "there is something at this path")
}

fn insert(db: &Connection, place: &Place, file: Option<&str>, size: i64, kind: &str) -> Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO room_files (target, path, file, size, content_type, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
         ON CONFLICT DO UPDATE SET file = excluded.file, size = excluded.size,
           content_type = excluded.content_type, updated_at = excluded.updated_at",
    )?;
    insert.execute((place.target(), &place.path, file, size, kind, time::now()))?;
    Ok(())
}

/// Makes room for a file, and gives the one that it takes the place of.
fn vacate(db: &Connection, place: &Place, overwrite: bool) -> Result<Option<String>> {
    let folder = place.path.rsplit_once('/').map(|(folder, _)| folder).unwrap_or_default();
    make_folders(db, place, folder)?;
    match find(db, place)? {
        None => Ok(None),
        Some(Node { file: Some(file), .. }) if overwrite => Ok(Some(file)),
        Some(_) => Err(exists()),
    }
}

/// Puts a file at a place. What is returned is to be removed from disk.
pub fn put(
    db: &Connection,
    place: &Place,
    folder: &Path,
    received: Received,
    kind: &str,
    overwrite: bool,
) -> Result<Vec<String>> {
    let old = vacate(db, place, overwrite)?;
    let (file, size) = (format!("{FILE}{}", Uuid::new_v4()), received.size);
    received.keep(folder, &file)?;
    insert(db, place, Some(&file), size, kind)?;
    Ok(old.into_iter().collect())
}

/// Makes a new file of some bytes.
pub fn write(db: &Connection, place: &Place, folder: &Path, bytes: &[u8], kind: &str) -> Result<()> {
    vacate(db, place, false)?;
    let file = format!("{FILE}{}", Uuid::new_v4());
    let mut on_disk = std::fs::File::create_new(folder.join(&file))?;
    on_disk.write_all(bytes)?;
    on_disk.sync_all()?;
    std::fs::File::open(folder)?.sync_all()?;
    let size = i64::try_from(bytes.len()).map_err(Error::internal)?;
    insert(db, place, Some(&file), size, kind)
}

/// Deletes a file or a folder. What is returned is to be removed from disk.
pub fn delete(db: &Connection, place: &Place, recursive: bool) -> Result<Vec<String>> {
    let node = find(db, place)?.filter(|node| !node.path.is_empty());
    let node = node.ok_or_else(|| Error::not_found("file_not_found"))?;
    let inside = if node.file.is_none() { below(db, place)? } else { Vec::new() };
    if !inside.is_empty() && !recursive {
        return Err(Error::conflict("folder_not_empty", "the folder is not empty"));
    }
    let mut delete = db.prepare_cached("DELETE FROM room_files WHERE target = ?1 AND path = ?2")?;
    let mut files = Vec::new();
    for node in inside.into_iter().chain([node]) {
        delete.execute([place.target(), node.path])?;
        files.extend(node.file);
    }
    Ok(files)
}

/// Copies or moves a file or a whole folder. What is returned is to be removed
/// from disk.
pub fn transfer(
    db: &Connection,
    from: &Place,
    to: &Place,
    disk: &Path,
    overwrite: bool,
    moves: bool,
) -> Result<Vec<String>> {
    let node = find(db, from)?.ok_or_else(|| Error::not_found("file_not_found"))?;
    let inside = format!("{}/", from.path);
    if from.target == to.target && (to.path == from.path || to.path.starts_with(&inside)) {
        return Err(Error::conflict("file_in_itself", "the destination is the source or within it"));
    }
    let mut nodes = if node.file.is_none() { below(db, from)? } else { Vec::new() };
    nodes.insert(0, node);
    let mut gone = Vec::new();
    for node in nodes {
        let rest = node.path.get(from.path.len()..).unwrap_or_default();
        let place = Place { path: format!("{}{rest}", to.path), ..to.clone() };
        match &node.file {
            None => make_folders(db, &place, &place.path)?,
            Some(file) => {
                gone.extend(vacate(db, &place, overwrite)?);
                let copy = format!("{FILE}{}", Uuid::new_v4());
                std::fs::copy(disk.join(file), disk.join(&copy))?;
                std::fs::File::open(disk.join(&copy))?.sync_all()?;
                insert(db, &place, Some(&copy), node.size, &node.content_type)?;
            }
        }
    }
    std::fs::File::open(disk)?.sync_all()?;
    if moves {
        gone.extend(delete(db, from, true)?);
    }
    Ok(gone)
}

/// Removes files that no row has any more. One that is left behind is swept
/// when the server starts.
pub fn remove(disk: &Path, files: Vec<String>) {
    for file in files {
        let _ = std::fs::remove_file(disk.join(file));
    }
}

/// Deletes the tree of a room or an agent that is gone; its files on disk are
/// swept when the server starts.
pub fn forget(db: &Connection, kind: &str, id: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM room_files WHERE target = ?1")?.execute([format!("{kind}/{id}")])?;
    Ok(())
}

/// Sweeps files that no row has, as a killed server leaves them.
pub fn clean(db: &Connection, disk: &Path) -> Result<()> {
    let mut known = db.prepare("SELECT 1 FROM room_files WHERE file = ?1")?;
    for entry in std::fs::read_dir(disk)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(FILE) && !known.exists([&name])? {
            std::fs::remove_file(disk.join(name))?;
        }
    }
    Ok(())
}
