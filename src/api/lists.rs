//! Which part of a list to fetch: what several resources' lists take.

use meshagent_macros::model;

model! {
    #![strict]
    /// Which part of a list to fetch.
    pub struct ListByToken {
        /// How many at most. Default: 100.
        page_size?: u64 = "100",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
    }

    #![strict]
    /// Which part of a list to fetch.
    pub struct ListFiltered {
        /// How many at most. Default: 100.
        page_size?: u64 = "100",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
        /// Text that the name must contain.
        filter?: String,
    }

    #![strict]
    /// Which part of a list to fetch.
    pub struct ListViewed {
        /// How many at most. Default: 100.
        page_size?: u64 = "100",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
        /// Text that the name must contain.
        filter?: String,
        /// Those that the caller has access to, or all.
        view?: "my" | "all",
    }

    #![strict]
    /// Which part of a list to fetch.
    pub struct ListBy50 {
        /// How many at most. Default: 50.
        page_size?: u64 = "50",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
    }

    #![strict]
    /// Which part of a list to fetch.
    pub struct ListFilteredBy50 {
        /// How many at most. Default: 50.
        page_size?: u64 = "50",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
        /// Text that the name must contain.
        filter?: String,
    }

    /// Which part of a list to fetch.
    pub struct ListByCount {
        /// How many at most. Default: 100.
        count?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// Text that the name must contain.
        filter?: String,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which items to go through.
    pub struct IterateFiltered {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// Text that the name must contain.
        filter?: String,
    }

    /// Which items to go through.
    pub struct IteratePages {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
    }
}
