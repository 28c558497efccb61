//! A field's place in the structure of a tagged file: without it, whoever has the paper read out
//! would not hear of the signature.

use crate::pdf::object::{Dict, Id, Object, text_of};
use crate::pdf::parse::{Broken, Read};
use crate::pdf::write::Update;
use std::collections::HashSet;

/// Puts the field into the structure, and gives its key there; a file without tags gets none.
pub(crate) fn tag(
    update: &mut Update<'_>,
    root: &Dict,
    field: Id,
    page: Id,
    spoken: &str,
) -> Read<Option<i64>> {
    let Some(tree_id) = root.get("StructTreeRoot").and_then(Object::id) else { return Ok(None) };
    let Object::Dict(mut tree) = update.get(tree_id)? else { return Err(Broken) };
    let Some(Object::Dict(parents)) =
        tree.get("ParentTree").map(|parents| update.resolve(parents)).transpose()?
    else {
        return Ok(None);
    };
    let key = match tree.integer("ParentTreeNextKey") {
        Some(key) => key,
        None => highest(update, &parents, 0, &mut HashSet::new())? + 1,
    };
    let (owner, siblings) = owner(update, tree_id, &tree)?;
    let reference = Dict::default()
        .with("Type", Object::name("OBJR"))
        .with("Obj", Object::Ref(field))
        .with("Pg", Object::Ref(page));
    let element = Dict::default()
        .with("Type", Object::name("StructElem"))
        .with("S", Object::name("Form"))
        .with("P", Object::Ref(owner))
        .with("Pg", Object::Ref(page))
        .with("Alt", text_of(spoken))
        .with("K", Object::Dict(reference));
    let element = update.add(Object::Dict(element));

    let siblings = [siblings, vec![Object::Ref(element)]].concat();
    let entry = [Object::Integer(key), Object::Ref(element)];
    let parents = with_entry(update, parents, key, entry)?;
    match tree.get("ParentTree").and_then(Object::id) {
        Some(id) => update.set(id, Object::Dict(parents)),
        None => tree.set("ParentTree", Object::Dict(parents)),
    }
    tree.set("ParentTreeNextKey", Object::Integer(key + 1));
    if owner == tree_id {
        tree.set("K", Object::Array(siblings));
    } else {
        let Object::Dict(dict) = update.get(owner)? else { return Err(Broken) };
        update.set(owner, Object::Dict(dict.with("K", Object::Array(siblings))));
    }
    update.set(tree_id, Object::Dict(tree));
    Ok(Some(key))
}

/// Below what the field stands, with what stands there already: the element of the whole document.
fn owner(update: &Update<'_>, tree_id: Id, tree: &Dict) -> Read<(Id, Vec<Object>)> {
    let of = |dict: &Dict| -> Read<Vec<Object>> {
        Ok(match dict.get("K") {
            None => Vec::new(),
            Some(kids) => match update.resolve(kids)? {
                Object::Array(items) => items,
                _ => vec![kids.clone()],
            },
        })
    };
    let top = of(tree)?;
    if let [Object::Ref(only)] = top[..]
        && let Object::Dict(dict) = update.get(only)?
        && dict.is("Type", "StructElem")
    {
        return Ok((only, of(&dict)?));
    }
    Ok((tree_id, top))
}

/// The highest key of the tree; each branch is looked at once.
fn highest(update: &Update<'_>, node: &Dict, depth: u32, seen: &mut HashSet<u32>) -> Read<i64> {
    if depth > 32 {
        return Err(Broken);
    }
    let numbers = node.get("Nums").map(|numbers| update.resolve(numbers)).transpose()?;
    let keys = numbers.as_ref().and_then(Object::array).unwrap_or_default().iter().step_by(2);
    let mut highest_key = keys.filter_map(Object::integer).max().unwrap_or(-1);
    let kids = node.get("Kids").map(|kids| update.resolve(kids)).transpose()?;
    for kid in kids.as_ref().and_then(Object::array).unwrap_or_default() {
        if kid.id().is_some_and(|id| !seen.insert(id.number)) {
            continue;
        }
        let Object::Dict(kid) = update.resolve(kid)? else { return Err(Broken) };
        highest_key = highest_key.max(highest(update, &kid, depth + 1, seen)?);
    }
    Ok(highest_key)
}

/// A new leaf where the tree has branches, one entry more where it is a leaf itself.
fn with_entry(update: &mut Update<'_>, mut parents: Dict, key: i64, entry: [Object; 2]) -> Read<Dict> {
    let (list, more) = match parents.get("Kids") {
        None => ("Nums", entry.to_vec()),
        Some(_) => {
            let leaf = Dict::default()
                .with("Limits", Object::Array(vec![Object::Integer(key), Object::Integer(key)]))
                .with("Nums", Object::Array(entry.to_vec()));
            ("Kids", vec![Object::Ref(update.add(Object::Dict(leaf)))])
        }
    };
    let before = match parents.get(list).map(|list| update.resolve(list)).transpose()? {
        Some(Object::Array(items)) => items,
        None => Vec::new(),
        Some(_) => return Err(Broken),
    };
    parents.set(list, Object::Array([before, more].concat()));
    Ok(parents)
}
