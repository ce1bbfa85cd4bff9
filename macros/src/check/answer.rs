//! What an operation promises: clauses that go with it, and kinds that it goes with.

use crate::check::errors::Errors;
use crate::plan::{Action, Content};
use crate::syntax::answer::{self, Answer};
use crate::syntax::operation::{Kind, Operation, Verb};

/// What the reply is; adds what is wrong with it.
pub fn content(operation: &Operation, errors: &mut Errors) -> Content {
    let answer = &operation.answer;
    let list = || answer.list.as_ref().map(|list| list.value.clone()).unwrap_or_default();
    let content = match &answer.content {
        answer::Content::Nothing => Content::Nothing,
        answer::Content::Value(ty) if operation.kind == Kind::Each => Content::Page(ty.clone(), list()),
        answer::Content::Value(ty) => Content::Json(ty.clone()),
        answer::Content::Page(ty) => Content::Page(ty.clone(), list()),
        answer::Content::Exists => Content::Exists,
        answer::Content::Bytes(_) => Content::Bytes,
    };
    kind(operation, errors);
    clauses(answer, &content, operation.kind, errors);
    if operation.words.rewrite.is_some() && !matches!(content, Content::Json(_) | Content::Page(..)) {
        errors.at(answer.span, "there is no JSON to rewrite");
    }
    if operation.verb == Verb::Head && matches!(content, Content::Page(..) | Content::Bytes) {
        errors.at(answer.span, "the reply to HEAD has no body: expected `exists`, `()` or what its headers say");
    }
    content
}

/// What the method does; adds what is missing for it.
pub fn action(operation: &Operation, errors: &mut Errors) -> Action {
    let answer = &operation.answer;
    match (operation.kind, &answer.content) {
        (Kind::Each, _) => {
            if answer.page_size.is_none() {
                errors.at(answer.span, "`each` says `by` which member of the query the page's size goes");
            }
            let size = answer.page_size.as_ref().map(|size| size.value.clone()).unwrap_or_default();
            Action::Iterate(size, answer.by_token)
        }
        (Kind::Upload, _) => Action::Upload,
        (Kind::Download, answer::Content::Bytes(form)) => Action::Download(*form),
        (Kind::Call | Kind::Download, _) => Action::Call,
    }
}

/// The content goes with the kind of operation.
fn kind(operation: &Operation, errors: &mut Errors) {
    let is_value = matches!(operation.answer.content, answer::Content::Value(_));
    let is_bytes = matches!(operation.answer.content, answer::Content::Bytes(_));
    match operation.kind {
        Kind::Download if !is_bytes => errors.at(operation.answer.span, "expected `bytes`, `blob` or `stream`"),
        Kind::Download => {}
        _ if is_bytes => errors.at(operation.answer.span, "only `download` has bytes as its answer"),
        Kind::Each if !is_value => errors.at(operation.answer.span, "expected the type of one item"),
        Kind::Each if !matches!(operation.verb, Verb::Get | Verb::Post) => {
            errors.at(operation.verb_span, "`each` goes by GET or POST")
        }
        Kind::Each if operation.verb == Verb::Post && !operation.answer.by_token => {
            errors.at(operation.verb_span, "`each` by POST is continued with a token: `by size token`")
        }
        _ => {}
    }
}

fn clauses(answer: &Answer, content: &Content, kind: Kind, errors: &mut Errors) {
    let is_page = matches!(content, Content::Page(..));
    match &answer.list {
        Some(list) if !is_page => {
            errors.at(list.span, "only a page is `in` a member of the reply; others are `from` one")
        }
        None if is_page => errors.at(answer.span, "a page says `in` which member of the reply it is"),
        _ => {}
    }
    if let Some(envelope) = &answer.envelope
        && !matches!(content, Content::Json(_) | Content::Page(..))
    {
        errors.at(envelope.span, "there is no JSON to take a member from");
    }
    if let Some(or_null) = &answer.or_null
        && !matches!(content, Content::Json(_))
    {
        errors.at(or_null.span, "only one value can be `null`");
    }
    if let Some(size) = &answer.page_size
        && kind != Kind::Each
    {
        errors.at(size.span, "only `each` has a page size");
    }
}
