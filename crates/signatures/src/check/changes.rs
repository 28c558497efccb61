//! What was added to a file after it was signed, found by walking the file of then and the file of now
//! side by side from their roots: what nobody can reach shows nothing.

use super::report::Addition;
use super::roles::{Role, Roles};
use crate::pdf::fields::{SignatureField, signature_fields};
use crate::pdf::file::PdfFile;
use crate::pdf::object::{Dict, Id, Object};
use crate::pdf::parse::{Broken, Read};
use crate::pdf::work::ENTRY_BYTES;
use crate::pdf::xref::Entry;
use std::collections::HashSet;

/// What a field of a further signature may have. Nothing that acts.
const FIELD_KEYS: [&str; 18] = [
    "Type",
    "Subtype",
    "FT",
    "T",
    "TU",
    "F",
    "Rect",
    "P",
    "V",
    "AP",
    "StructParent",
    "MK",
    "DA",
    "Border",
    "BS",
    "Ff",
    "Lock",
    "SV",
];

/// What a tag of a further signature may have.
const TAG_KEYS: [&str; 10] = ["Type", "S", "P", "Pg", "K", "Alt", "T", "Lang", "ID", "A"];

/// All that was added; in order, each once.
pub(crate) fn additions(then: &PdfFile<'_>, now: &PdfFile<'_>) -> Vec<Addition> {
    match walked(then, now) {
        Ok(found) => found,
        Err(Broken) => vec![Addition::Unexplained],
    }
}

fn walked(then: &PdfFile<'_>, now: &PdfFile<'_>) -> Read<Vec<Addition>> {
    let before = signature_fields(then)?;
    let new: Vec<SignatureField> = signature_fields(now)?
        .into_iter()
        .filter(|field| field.is_filled)
        .filter(|field| before.iter().all(|before| before.id != field.id || !before.is_filled))
        .collect();
    let mut found: Vec<Addition> = new.iter().map(|field| Addition::Signature(field.name.clone())).collect();
    let roles = Roles::of(then, &before)?;
    let ((root_then, _), (root_now, _)) = (then.root()?, now.root()?);
    let mut walk = Walk {
        then,
        now,
        roles,
        new,
        seen: HashSet::new(),
        waiting: Vec::new(),
        depth: 0,
        has_check_data: false,
        has_metadata: false,
    };
    if root_then != root_now {
        return Ok(vec![Addition::Other(root_now.number)]);
    }
    walk.waiting.push((root_then, root_now));
    if let (Some(Object::Ref(then)), Some(Object::Ref(now))) =
        (then.trailer().get("Info"), now.trailer().get("Info"))
    {
        walk.waiting.push((*then, *now));
    }
    while let Some((then, now)) = walk.waiting.pop() {
        if !walk.seen.insert((then.number, now.number)) {
            continue;
        }
        let (before, after) = (walk.then.get(then)?, walk.now.get(now)?);
        let role = walk.roles.role(then);
        if !walk.is_same(&before, &after, role)? {
            found.push(Addition::Other(now.number));
        }
    }
    for (is_there, what) in
        [(walk.has_check_data, Addition::CheckData), (walk.has_metadata, Addition::Metadata)]
    {
        if is_there {
            found.push(what);
        }
    }
    Ok(found)
}

/// Objects within each other: a file may nest 64, and what stood in its place may stand apart at each.
const DEPTH_MAX: u32 = 128;

struct Walk<'a> {
    then: &'a PdfFile<'a>,
    now: &'a PdfFile<'a>,
    roles: Roles,
    new: Vec<SignatureField>,
    seen: HashSet<(u32, u32)>,
    waiting: Vec<(Id, Id)>,
    /// How deep in each other the objects are that are being compared.
    depth: u32,
    has_check_data: bool,
    has_metadata: bool,
}

impl Walk<'_> {
    /// Whether both are the same. Followed into each other only so far: objects may name each other in a
    /// ring, and each step is work.
    fn is_same(&mut self, then: &Object, now: &Object, role: Role) -> Read<bool> {
        self.now.work.spend(ENTRY_BYTES)?;
        if self.depth >= DEPTH_MAX {
            return Err(Broken);
        }
        self.depth += 1;
        let is_same = self.is_same_within(then, now, role);
        self.depth -= 1;
        is_same
    }

    fn is_same_within(&mut self, then: &Object, now: &Object, role: Role) -> Read<bool> {
        match (then, now) {
            (Object::Ref(then), Object::Ref(now)) => {
                self.waiting.push((*then, *now));
                Ok(true)
            }
            // One kid became several.
            (Object::Ref(id), Object::Array(items))
                if role.grows() && !matches!(*self.then.get(*id)?, Object::Array(_)) =>
            {
                self.has_grown(std::slice::from_ref(then), items, role)
            }
            // What stood in its place stands apart now, or the other way round.
            (Object::Ref(id), now) => {
                let before = self.then.get(*id)?;
                if matches!(*before, Object::Ref(_)) {
                    Ok(false)
                } else {
                    self.is_same(&before, now, self.roles.role(*id))
                }
            }
            (then, Object::Ref(id)) => {
                let after = self.now.get(*id)?;
                if matches!(*after, Object::Ref(_)) { Ok(false) } else { self.is_same(then, &after, role) }
            }
            (Object::Array(then), Object::Array(now)) if role.grows() => self.has_grown(then, now, role),
            (Object::Array(then), Object::Array(now)) => {
                if then.len() != now.len() {
                    return Ok(false);
                }
                self.are_same(then, now)
            }
            (then, Object::Array(now)) if role.grows() => {
                self.has_grown(std::slice::from_ref(then), now, role)
            }
            (Object::Dict(then), Object::Dict(now)) => self.is_same_dict(then, now, role),
            (Object::Stream(_, _), Object::Stream(dict, _)) if role == Role::Metadata => {
                self.has_metadata |= then != now;
                Ok(dict.is("Type", "Metadata"))
            }
            (Object::Stream(then, packed_then), Object::Stream(now, packed_now)) => {
                // The file of then is the beginning of the file of now: the same place holds the same.
                let is_same = packed_then == packed_now || {
                    let (then, now) = (self.then.data(packed_then), self.now.data(packed_now));
                    self.now.work.spend(now.len())?;
                    then == now
                };
                Ok(is_same && self.is_same_dict(then, now, Role::StreamOf)?)
            }
            (then, now) => match (then.number(), now.number()) {
                (Some(then), Some(now)) => Ok((then - now).abs() < 1e-6),
                _ => Ok(then == now),
            },
        }
    }

    fn are_same(&mut self, then: &[Object], now: &[Object]) -> Read<bool> {
        for (then, now) in then.iter().zip(now) {
            if !self.is_same(then, now, Role::Plain)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_same_dict(&mut self, then: &Dict, now: &Dict, role: Role) -> Read<bool> {
        if (then.is_doubled || now.is_doubled) && then != now {
            return Ok(false);
        }
        let keys: HashSet<&[u8]> = then.entries.iter().chain(&now.entries).map(|(key, _)| &key[..]).collect();
        let mut keys: Vec<&[u8]> = keys.into_iter().collect();
        keys.sort();
        for key in keys {
            let key = std::str::from_utf8(key).map_err(|_| Broken)?;
            if !self.is_same_key(then.get(key), now.get(key), role, key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_same_key(
        &mut self,
        then: Option<&Object>,
        now: Option<&Object>,
        role: Role,
        key: &str,
    ) -> Read<bool> {
        let is_new = then.is_none();
        match (role, key) {
            (Role::Catalog, "DSS") => {
                self.has_check_data |= then != now || now.is_some_and(|dss| self.is_changed(dss));
                return Ok(true);
            }
            (Role::Catalog, "Extensions") if is_new => return Ok(true),
            (Role::Catalog, "AcroForm") if is_new => {
                let form = self.now.resolve(now.ok_or(Broken)?)?;
                return self.is_same_dict(&Dict::default(), form.dict().ok_or(Broken)?, Role::Form);
            }
            (Role::Form, "SigFlags") | (Role::Tree, "ParentTreeNextKey") | (Role::Parents, "Limits") => {
                return Ok(true);
            }
            (Role::Form, "DA" | "DR") | (Role::Page, "Tabs") if is_new => return Ok(true),
            (Role::Info, "ModDate" | "Producer") | (Role::StreamOf, "Length") => return Ok(true),
            (Role::EmptyField, "V" | "M" | "MK" | "StructParent") if is_new => return Ok(true),
            (Role::EmptyField, "F") => return Ok(true),
            (Role::EmptyField, "AP") => return Ok(now.is_none_or(|drawn| self.draws_once(drawn))),
            _ => {}
        }
        let inner = role.below(key);
        match (then, now) {
            (Some(then), Some(now)) => self.is_same(then, now, inner),
            (None, Some(now)) if inner.grows() => match &*self.now.resolve(now)? {
                Object::Array(items) => self.has_grown(&[], items, inner),
                _ => Ok(false),
            },
            // Null is the same as nothing.
            (None, Some(other)) | (Some(other), None) => Ok(*other == Object::Null),
            (None, None) => Ok(true),
        }
    }

    /// Whether an object that both files have is another one now.
    fn is_changed(&self, object: &Object) -> bool {
        object.id().is_some_and(|id| self.then.place(id.number) != self.now.place(id.number))
    }

    /// What was there is there, and what came is a further signature's.
    fn has_grown(&mut self, then: &[Object], now: &[Object], role: Role) -> Read<bool> {
        if now.len() < then.len() {
            return Ok(false);
        }
        let (before, more) = now.split_at(then.len());
        for (then, now) in then.iter().zip(before) {
            if !self.is_same(then, now, role.of_item())? {
                return Ok(false);
            }
        }
        match role {
            Role::Fields | Role::Annots => {
                Ok(more.iter().all(|item| item.id().is_some_and(|id| self.is_new_field(id))))
            }
            Role::Kids => Ok(more.iter().all(|item| self.is_new_tag(item))),
            Role::Numbers => {
                let pairs = more.chunks(2);
                Ok(more.len() % 2 == 0
                    && pairs.into_iter().all(|pair| pair[0].integer().is_some() && self.is_new_tag(&pair[1])))
            }
            Role::ParentKids => Ok(more.iter().all(|item| self.is_new_leaf(item))),
            _ => Ok(more.is_empty()),
        }
    }

    fn is_new_field(&self, id: Id) -> bool {
        let Some(field) = self.new.iter().find(|field| field.id == id) else { return false };
        let is_plain =
            field.dict.entries.iter().all(|(key, _)| FIELD_KEYS.iter().any(|known| known.as_bytes() == key));
        let draws_once = field.dict.get("AP").is_none_or(|drawn| self.draws_once(drawn));
        let is_new = matches!(self.then.place(id.number), None | Some(Entry::Free));
        is_plain && draws_once && !field.dict.is_doubled && is_new
    }

    /// One drawing, and none that shows when the pointer is over it.
    fn draws_once(&self, drawn: &Object) -> bool {
        let drawn = self.now.resolve(drawn);
        drawn.is_ok_and(|drawn| drawn.dict().is_some_and(|drawn| drawn.entries.len() == 1))
    }

    /// A tag that names a new field and nothing else.
    fn is_new_tag(&self, item: &Object) -> bool {
        let Ok(tag) = self.now.resolve(item) else { return false };
        let Object::Dict(tag) = &*tag else { return false };
        let is_plain =
            tag.entries.iter().all(|(key, _)| TAG_KEYS.iter().any(|known| known.as_bytes() == key));
        let Some(Ok(kid)) = tag.get("K").map(|kid| self.now.resolve(kid)) else { return false };
        let kid = match &*kid {
            Object::Array(kids) if kids.len() == 1 => self.now.resolve(&kids[0]).ok(),
            _ => Some(kid),
        };
        let kid = kid.as_ref().and_then(|kid| kid.dict());
        is_plain
            && kid.is_some_and(|kid| {
                kid.is("Type", "OBJR")
                    && kid.get("Obj").and_then(Object::id).is_some_and(|id| self.is_new_field(id))
            })
    }

    fn is_new_leaf(&self, item: &Object) -> bool {
        let Ok(leaf) = self.now.resolve(item) else { return false };
        let Some(leaf) = leaf.dict() else { return false };
        let numbers = self.now.array_at(leaf, "Nums").unwrap_or_default();
        leaf.get("Kids").is_none()
            && numbers.chunks(2).all(|pair| pair.len() == 2 && self.is_new_tag(&pair[1]))
    }
}
