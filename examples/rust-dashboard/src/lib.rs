//! The numbers of a project's dashboard, gathered in Rust.

use std::collections::BTreeMap;

use meshagent_wasm::api::grants::{self, IterateRoomGrants};
use meshagent_wasm::api::rooms::{self, IterateRooms};
use meshagent_wasm::model::Json;
use meshagent_wasm::{Client, Config, error};
use wasm_bindgen::prelude::*;

/// One room of the dashboard.
#[derive(Debug, Default)]
#[wasm_bindgen(getter_with_clone)]
pub struct RoomLine {
    /// The room's name.
    pub name: String,
    /// How many users may enter it.
    pub users: u32,
    /// How many of them may write files below `/shared/`.
    pub writers: u32,
}

/// All rooms of a project by their names, with who may do what there.
#[wasm_bindgen]
pub async fn dashboard(base_url: String, token: String, project: String) -> Result<Vec<RoomLine>, JsError> {
    let client = Client::new(Config { base_url, token: token.into(), ..Config::default() })?;
    Ok(lines(&client, &project).await?)
}

async fn lines(client: &Client, project: &str) -> error::Result<Vec<RoomLine>> {
    let mut lines = BTreeMap::new();

    let mut pages = client.pages(rooms::iterate(project, Json::new(&IterateRooms::default())?))?;
    while let Some(page) = pages.next().await? {
        for room in page.items {
            lines.insert(room.id, RoomLine { name: room.name, ..RoomLine::default() });
        }
    }

    let mut pages = client.pages(grants::iterate(project, Json::new(&IterateRoomGrants::default())?))?;
    while let Some(page) = pages.next().await? {
        for grant in page.items {
            let Some(line) = lines.get_mut(&grant.room.id) else { continue };
            line.users += 1;
            let target = BTreeMap::from([("path", "/shared/plan.md")]);
            line.writers += u32::from(grant.permissions.can("storage.write", target)?);
        }
    }
    let mut lines: Vec<RoomLine> = lines.into_values().collect();
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(lines)
}
