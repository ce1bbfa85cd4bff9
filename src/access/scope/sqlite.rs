//! What an `ApiScope` says of SQLite databases.

use meshagent_macros::model;

model! {
    #![strict]
    /// SQLite databases.
    pub struct SqliteGrant {
        /// The databases that may be used; entries of one name add up. Default: any.
        databases?: Vec<SqliteDatabaseGrant> | null,
        /// Whether databases may be created. Default: true.
        create_database?: bool,
        /// Whether databases may be listed. Default: true.
        list_databases?: bool,
    }

    #![strict]
    /// One database.
    pub struct SqliteDatabaseGrant {
        /// The database's exact name.
        name: String,
        /// The database's namespace, part by part. Default: any.
        namespace?: Vec<String> | null,
        /// Whether tables may be created. Default: true.
        create_table?: bool,
        /// Whether it may be removed. Default: false.
        drop?: bool,
        /// Whether one may see how it is made. Default: true.
        inspect?: bool,
        /// Whether its tables may be listed. Default: true.
        list_tables?: bool,
        /// Whether statements may be executed. Default: true.
        execute?: bool,
        /// The tables that may be used; entries of one table add up. Default: any, in every way.
        tables?: Vec<SqliteTableGrant> | null,
    }

    #![strict]
    /// One table of a database.
    pub struct SqliteTableGrant {
        /// The database's exact name.
        database: String,
        /// The table's exact name.
        table: String,
        /// The database's namespace, part by part. Default: any.
        namespace?: Vec<String> | null,
        /// Whether rows may be written. Default: false.
        write?: bool,
        /// Whether it may be read. Default: true.
        read?: bool,
        /// Whether its columns may be changed. Default: false.
        alter?: bool,
    }
}
