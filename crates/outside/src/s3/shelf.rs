//! The bucket as a shelf for files.

use super::bucket::{S3, is_no_such_key, unavailable};
use super::send::send;
use futures_util::StreamExt;
use motcua_core::document::{FileDigest, FileStanding, Shelf};
use motcua_core::{Fault, Moment};
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};
use std::path::Path;

/// How many objects are listed at a time.
const PAGE: usize = 1000;

impl Shelf for S3 {
    fn keep(&self, digest: &FileDigest, half: &Path) -> Result<(), Fault> {
        let key = self.key(digest)?;
        send(self, digest, &key, half)
    }

    /// Nobody sees an object before it is there for good.
    fn settle(&self, _: &FileDigest) -> Result<(), Fault> {
        Ok(())
    }

    fn read(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault> {
        let (client, key) = (self.client.clone(), self.key(digest)?);
        let read = self.wait(async move { client.get(&key).await?.bytes().await })?;
        match read {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(error) if is_no_such_key(&error) => Ok(None),
            Err(error) => Err(unavailable(&error)),
        }
    }

    fn look(&self, each: &mut dyn FnMut(FileStanding) -> bool) -> Result<(), Fault> {
        let mut objects = self.client.list(Some(&self.prefix()));
        loop {
            let (page, rest) = self.wait(async move {
                let mut page = Vec::new();
                while page.len() < PAGE {
                    match objects.next().await {
                        Some(object) => page.push(object),
                        None => break,
                    }
                }
                (page, objects)
            })?;
            objects = rest;
            let is_last = page.len() < PAGE;
            for object in page {
                let object = object.map_err(|error| unavailable(&error))?;
                if let Some(standing) = self.standing(&object)
                    && !each(standing)
                {
                    return Ok(());
                }
            }
            if is_last {
                return Ok(());
            }
        }
    }

    fn remove(&self, digest: &FileDigest) -> Result<(), Fault> {
        let (client, key) = (self.client.clone(), self.key(digest)?);
        match self.wait(async move { client.delete(&key).await })? {
            Ok(()) => Ok(()),
            Err(error) if is_no_such_key(&error) => Ok(()),
            Err(error) => Err(unavailable(&error)),
        }
    }
}

impl S3 {
    /// Nothing for an object that is none of ours.
    fn standing(&self, object: &ObjectMeta) -> Option<FileStanding> {
        let digest = FileDigest(object.location.filename()?.to_string());
        if self.key(&digest).ok()? != object.location {
            return None;
        }
        Some(FileStanding {
            digest,
            size: object.size,
            since: Moment(object.last_modified.timestamp_millis()),
        })
    }
}
