//! Which objects of a file may grow after it was signed, and how.

use crate::pdf::fields::{SignatureField, pages};
use crate::pdf::file::PdfFile;
use crate::pdf::object::{Dict, Id, Object};
use crate::pdf::parse::Read;
use crate::pdf::work::ENTRY_BYTES;
use std::collections::{HashMap, HashSet};

/// What an object is in its file, as far as a further signature touches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Must stay as it is.
    Plain,
    Catalog,
    Info,
    Metadata,
    Form,
    Page,
    /// A signature field that nobody has signed yet.
    EmptyField,
    /// The root of the structure, and the element of the whole document.
    Tree,
    Owner,
    /// A node of the tree that leads from objects to their tags.
    Parents,
    // Lists that may grow.
    Fields,
    Annots,
    Kids,
    Numbers,
    ParentKids,
    /// A stream's dictionary.
    StreamOf,
}

impl Role {
    pub fn grows(self) -> bool {
        matches!(self, Role::Fields | Role::Annots | Role::Kids | Role::Numbers | Role::ParentKids)
    }

    /// What stands under a key of an object of this role.
    pub fn below(self, key: &str) -> Role {
        match (self, key) {
            (Role::Catalog, "AcroForm") => Role::Form,
            (Role::Catalog, "Metadata") => Role::Metadata,
            (Role::Form, "Fields") => Role::Fields,
            (Role::Page, "Annots") => Role::Annots,
            (Role::Tree | Role::Owner, "K") => Role::Kids,
            (Role::Tree, "ParentTree") => Role::Parents,
            (Role::Parents, "Nums") => Role::Numbers,
            (Role::Parents, "Kids") => Role::ParentKids,
            _ => Role::Plain,
        }
    }

    /// What an item of a list of this role is where it is not an object of its own.
    pub fn of_item(self) -> Role {
        if self == Role::ParentKids { Role::Parents } else { Role::Plain }
    }
}

/// Roles by the number of the object. One that has two roles keeps none: it would be the one thing on one way and the other on another.
pub(crate) struct Roles(HashMap<u32, Role>);

impl Roles {
    pub fn role(&self, id: Id) -> Role {
        self.0.get(&id.number).copied().unwrap_or(Role::Plain)
    }

    fn note(&mut self, object: Option<&Object>, role: Role) {
        if let Some(Object::Ref(id)) = object {
            let known = self.0.entry(id.number).or_insert(role);
            if *known != role {
                *known = Role::Plain;
            }
        }
    }

    pub fn of(file: &PdfFile<'_>, fields: &[SignatureField]) -> Read<Roles> {
        let mut roles = Roles(HashMap::new());
        let (root_id, root) = file.root()?;
        roles.note(Some(&Object::Ref(root_id)), Role::Catalog);
        roles.note(file.trailer().get("Info"), Role::Info);
        roles.note(root.get("Metadata"), Role::Metadata);
        roles.note(root.get("AcroForm"), Role::Form);
        if let Some(form) = file.dict_at(&root, "AcroForm")? {
            roles.note(form.get("Fields"), Role::Fields);
        }
        for id in pages(file)? {
            roles.note(Some(&Object::Ref(id)), Role::Page);
            let page = file.get(id)?;
            roles.note(page.dict().and_then(|page| page.get("Annots")), Role::Annots);
        }
        for field in fields.iter().filter(|field| !field.is_filled) {
            roles.note(Some(&Object::Ref(field.id)), Role::EmptyField);
        }
        roles.note(root.get("StructTreeRoot"), Role::Tree);
        if let Some(tree) = file.dict_at(&root, "StructTreeRoot")? {
            roles.note_tree(file, &tree)?;
        }
        Ok(roles)
    }

    fn note_tree(&mut self, file: &PdfFile<'_>, tree: &Dict) -> Read<()> {
        let Some(kids) = tree.get("K") else { return Ok(()) };
        let list = file.resolve(kids)?;
        let only = match &*list {
            Object::Array(items) => {
                self.note(Some(kids), Role::Kids);
                if let [only] = &items[..] { Some(only.clone()) } else { None }
            }
            _ => Some(kids.clone()),
        };
        if let Some(only) = only {
            self.note(Some(&only), Role::Owner);
            let owner = file.resolve(&only)?;
            let kids = owner.dict().and_then(|owner| owner.get("K"));
            if let Some(kids) = kids
                && matches!(*file.resolve(kids)?, Object::Array(_))
            {
                self.note(Some(kids), Role::Kids);
            }
        }
        if let Some(parents) = tree.get("ParentTree") {
            self.note_parents(file, parents, 0, &mut HashSet::new())?;
        }
        Ok(())
    }

    /// Each branch once: a file may hang one branch into all others.
    fn note_parents(
        &mut self,
        file: &PdfFile<'_>,
        node: &Object,
        depth: u32,
        seen: &mut HashSet<u32>,
    ) -> Read<()> {
        file.work.spend(ENTRY_BYTES)?;
        if let Object::Ref(id) = node
            && !seen.insert(id.number)
        {
            return Ok(());
        }
        self.note(Some(node), Role::Parents);
        let node = file.resolve(node)?;
        let Some(node) = node.dict().filter(|_| depth < 8) else { return Ok(()) };
        self.note(node.get("Nums"), Role::Numbers);
        self.note(node.get("Kids"), Role::ParentKids);
        for kid in file.array_at(node, "Kids")? {
            self.note_parents(file, &kid, depth + 1, seen)?;
        }
        Ok(())
    }
}
