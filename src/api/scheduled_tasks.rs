//! Scheduled tasks: `/accounts/projects/{project}/scheduled-tasks`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::lists::IteratePages;
use crate::api::services::container::ContainerSpec;
use crate::error::Result;
use crate::json::Value;
use crate::model::JsonObject;
use crate::model::rebuild;
use crate::request::Arguments;

model! {
    /// A task that runs at set times.
    pub struct ScheduledTask {
        /// The id.
        id: String,
        /// The project's id.
        project_id: String,
        /// The room's id.
        room_id: String,
        /// The room's name.
        room_name: String,
        /// What it is to be.
        spec: ScheduledTaskSpec,
        /// The queue's name.
        queue_name?: String | null,
        /// What the message holds: any JSON. Default: `{}`.
        payload: JsonObject | null = "{}",
        /// The container that runs.
        container?: ContainerSpec | null,
        /// When it runs: a cron line, or an interval such as `30 minutes`, at least 15 minutes apart.
        schedule: String,
        /// Whether it runs at all.
        active: bool,
        /// Whether it runs only once.
        once: bool,
        /// Annotations: text by name.
        annotations: BTreeMap<String, String>,
        /// The path under which runs store what they make.
        storage_write_path?: String | null,
        /// The id of the last run.
        last_run_id?: i64 | null,
        /// When it began, in ISO 8601.
        last_start_time?: String | null,
        /// When it ended, in ISO 8601.
        last_end_time?: String | null,
        /// How it ended.
        last_status?: String | null,
        /// What it said.
        last_return_message?: String | null,
    }

    /// What a task is: exactly one of `queue` and `container`.
    pub struct ScheduledTaskSpec {
        /// The version of the format. Default: `v1`.
        version?: "v1" = "\"v1\"",
        /// What the document is. Default: `ScheduledTask`.
        kind?: "ScheduledTask" = "\"ScheduledTask\"",
        /// What it is called. Default: `{"name":null,"annotations":{}}`.
        metadata?: ScheduledTaskMetadata = "{\"name\":null,\"annotations\":{}}",
        /// When it runs: a cron line, or an interval such as `30 minutes`, at least 15 minutes apart.
        schedule: String,
        /// Whether it runs at all. Default: true.
        active?: bool = "true",
        /// Whether it runs only once. Default: false.
        once?: bool = "false",
        /// The message that is put into a queue.
        queue?: ScheduledTaskQueueSpec | null,
        /// The container that runs; in place of `queue`.
        container?: ContainerSpec | null,
    }

    /// What a task is called.
    pub struct ScheduledTaskMetadata {
        /// The name.
        name?: String | null,
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
    }

    #![strict]
    /// A message that is put into a queue.
    pub struct ScheduledTaskQueueSpec {
        /// The name.
        name: String,
        /// What the message holds: any JSON. Default: `{}`.
        payload?: JsonObject = "{}",
        /// The path under which runs store what they make.
        storage_write_path?: String | null,
    }

    /// One run of a task.
    pub struct ScheduledTaskRun {
        /// The id.
        id: String,
        /// The task's id.
        task_id: String,
        /// The project's id.
        project_id: String,
        /// The room's id.
        room_id: String,
        /// The room's name.
        room_name: String,
        /// The id of the message.
        queued_message_id?: String | null,
        /// What it ran: a queue's message or a container.
        target: "queue" | "container",
        /// The state.
        status: "pending" | "submitting" | "retrying" | "submitted" | "failed",
        /// How often it was tried. Default: 0.
        attempt_count: i64 | null = "0",
        /// What went wrong.
        error?: String | null,
        /// The container's id.
        container_id?: String | null,
        /// When it was due, in ISO 8601.
        scheduled_time: String,
        /// When it is given up, in ISO 8601.
        timeout_at?: String | null,
        /// When it began, in ISO 8601.
        started_at?: String | null,
        /// Until when its worker has it in hand, in ISO 8601.
        lease_expires_at?: String | null,
        /// When it ended, in ISO 8601.
        completed_at?: String | null,
    }

    #![strict]
    /// Which tasks to list.
    pub struct ListScheduledTasks {
        /// The room's id.
        room_id?: String,
        /// The task's id.
        task_id?: String,
        /// Whether it runs at all.
        active?: bool,
        /// How many at most. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning.
        offset?: u64,
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
        /// Text that the name must contain.
        filter?: String,
    }

    /// What a task is to be.
    pub struct NewScheduledTask {
        /// What it is to be.
        spec: ScheduledTaskSpec,
    }

    /// Which runs to list.
    pub struct ListTaskRuns {
        /// How many at most. Default: 100.
        limit?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
    }

    /// The id of a task.
    pub struct ScheduledTaskId {
        /// The id.
        task_id: String,
    }
}

resource! {
    /// Tasks that run at set times.
    class ScheduledTasks as project.scheduledTasks;

    /// One page of the tasks. With `room_id` it goes on by `offset`, otherwise by `continuation_token`.
    fn list(which?: ListScheduledTasks) -> Page<ScheduledTask> in tasks =
        GET "accounts/projects/{project}/scheduled-tasks" using page_style;

    /// All tasks, fetched page after page while you go through them.
    each iterate(which?: ListScheduledTasks) -> ScheduledTask in tasks by page_size token =
        GET "accounts/projects/{project}/scheduled-tasks" using page_style;

    /// Creates a task in a room, by the room's **name**; the reply has its id.
    fn create(room_name, task: NewScheduledTask) -> ScheduledTaskId =
        POST "accounts/projects/{project}/rooms/{room_name}/scheduled-tasks";

    /// Replaces what a task is.
    fn update(task_id, task: NewScheduledTask) -> () = PUT "accounts/projects/{project}/scheduled-tasks/{task_id}";

    /// Deletes a task.
    fn delete(task_id) -> () = DELETE "accounts/projects/{project}/scheduled-tasks/{task_id}";

    /// One page of a task's runs.
    fn list_runs(task_id, which?: ListTaskRuns) -> Page<ScheduledTaskRun> in runs =
        GET "accounts/projects/{project}/scheduled-tasks/{task_id}/runs";

    /// All runs of a task, fetched page after page while you go through them.
    each iterate_runs(task_id, which?: IteratePages) -> ScheduledTaskRun in runs by limit =
        GET "accounts/projects/{project}/scheduled-tasks/{task_id}/runs";
}

/// The tasks of one room are gone through by offset, those of the project by token.
fn page_style(arguments: &mut Arguments) -> Result<()> {
    let which = Value::checked(&arguments.text);
    if which.get("room_id").is_some() && which.get("offset").is_none() {
        arguments.text = rebuild(&arguments.text, "\"offset\":0".to_owned(), None);
    }
    Ok(())
}
