//! Typed client for the MeshAgent REST admin API.
