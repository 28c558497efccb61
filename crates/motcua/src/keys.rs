//! Where keys lie that sign and seal: in a file, on a token at this server, at a signing service. A small file
//! (TOML) says which; keys themselves never stand in it.

use crate::private::must_be_private;
use motcua_core::Moment;
use motcua_edge::key_times::KeyTime;
use motcua_edge::signers::KeyWay;
use motcua_outside::s3::Secret;
use motcua_outside::signing_service::{ServiceConsent, ServicePatience, SigningService};
use motcua_signatures::{Certificate, CscEdition, FileKey, SignatureProblem, SigningKey, TokenModule};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Where a key lies, as its file says. Keys, PINs and tokens of services lie beside that file.
#[derive(Debug, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case", deny_unknown_fields)]
enum KeyText {
    /// On a token or in a security module (PKCS #11) at this server.
    Token {
        /// The library of its maker.
        module: PathBuf,
        /// Its serial number.
        token: String,
        /// Which of its certificates, by number; none: the first that may sign papers.
        certificate: Option<String>,
        /// The name in the certificate, where that is not the officer's.
        name: Option<String>,
        /// A file with its PIN: for seals, where nobody types one.
        secret: Option<PathBuf>,
    },
    /// At a service that signs digests (CSC API).
    Service {
        /// Where: `https://…/csc/v1`.
        address: String,
        /// Which edition of the API it speaks.
        #[serde(default)]
        edition: EditionText,
        /// What the service calls the key.
        credential: String,
        /// A file with the token by which the service knows this server.
        access: PathBuf,
        /// How the key's owner consents.
        #[serde(default)]
        consent: ConsentText,
        /// See [`KeyText::Token`].
        name: Option<String>,
        /// See [`KeyText::Token`].
        secret: Option<PathBuf>,
    },
    /// In a file (PEM), for trials.
    File {
        /// Which.
        key: PathBuf,
        /// See [`KeyText::Token`].
        name: Option<String>,
    },
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
enum EditionText {
    #[default]
    #[serde(rename = "1")]
    One,
    #[serde(rename = "2")]
    Two,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ConsentText {
    #[default]
    Pin,
    Device,
}

/// A key that can be asked.
pub struct KeyPlaced {
    place: KeyPlace,
    /// The name in the certificate, where that is not its owner's.
    pub name: Option<String>,
    /// What opens it where nobody types a PIN.
    pub secret: Option<Secret>,
}

enum KeyPlace {
    File(PathBuf),
    Token { module: Arc<TokenModule>, token: String, certificate: Option<String> },
    Service { service: Arc<SigningService>, credential: String, consent: ConsentText },
}

/// One token of this server works at a time, for whomever.
static TOKENS: Mutex<()> = Mutex::new(());

/// How long a service may take where it only reckons, and where it asks somebody who has to find their telephone.
const PATIENCE: Duration = Duration::from_secs(15);
const PATIENCE_WITH_A_PERSON: Duration = Duration::from_secs(180);

/// Libraries of tokens, each loaded once.
#[derive(Default)]
pub struct KeyRing {
    modules: BTreeMap<PathBuf, Arc<TokenModule>>,
}

impl KeyRing {
    /// Reads where a key lies, with what is needed to ask it. An error says what cannot be used.
    pub fn read(&mut self, path: &Path) -> Result<KeyPlaced, String> {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let beside = |file: PathBuf| path.parent().unwrap_or(Path::new("")).join(file);
        let secret = |file: Option<PathBuf>| file.map(|file| secret_in(&beside(file))).transpose();
        Ok(match toml::from_str(&text).map_err(|error| error.to_string())? {
            KeyText::Token { module, token, certificate, name, secret: kept } => {
                let module = self.module(module)?;
                let place = KeyPlace::Token { module, token, certificate };
                KeyPlaced { place, name, secret: secret(kept)? }
            }
            KeyText::Service { address, edition, credential, access, consent, name, secret: kept } => {
                let edition = match edition {
                    EditionText::One => CscEdition::One,
                    EditionText::Two => CscEdition::Two,
                };
                let consented = match consent {
                    ConsentText::Pin => PATIENCE,
                    ConsentText::Device => PATIENCE_WITH_A_PERSON,
                };
                let patience = ServicePatience { asked: PATIENCE, consent: consented };
                let access = secret_in(&beside(access))?;
                let service = SigningService::new(&address, edition, access, patience);
                let service = Arc::new(service.map_err(|fault| fault.to_string())?);
                let place = KeyPlace::Service { service, credential, consent };
                KeyPlaced { place, name, secret: secret(kept)? }
            }
            KeyText::File { key, name } => KeyPlaced { name, ..KeyPlaced::in_file(&beside(key))? },
        })
    }

    fn module(&mut self, library: PathBuf) -> Result<Arc<TokenModule>, String> {
        if let Some(known) = self.modules.get(&library) {
            return Ok(known.clone());
        }
        let module = TokenModule::load(&library).map_err(|problem| problem.code().to_string())?;
        let module = Arc::new(module);
        self.modules.insert(library, module.clone());
        Ok(module)
    }
}

impl KeyPlaced {
    /// A key in a file. An error says why it cannot be used: better now than when it is asked.
    pub fn in_file(key: &Path) -> Result<KeyPlaced, String> {
        file_key(key)?;
        Ok(KeyPlaced { place: KeyPlace::File(key.to_path_buf()), name: None, secret: None })
    }

    /// How its owner says yes.
    pub fn way(&self) -> KeyWay {
        match &self.place {
            KeyPlace::File(_) => KeyWay::File,
            KeyPlace::Token { .. } | KeyPlace::Service { consent: ConsentText::Pin, .. } => KeyWay::Pin,
            KeyPlace::Service { consent: ConsentText::Device, .. } => KeyWay::Device,
        }
    }

    /// Held while a token works: whoever logs in to one logs out whoever was there. None for other keys.
    pub fn alone(&self) -> Option<MutexGuard<'static, ()>> {
        let is_a_token = matches!(self.place, KeyPlace::Token { .. });
        is_a_token.then(|| TOKENS.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Refuses what nobody can open when a seal is asked for: its PIN is typed by nobody, and nobody has its device.
    pub fn must_open_itself(&self) -> Result<(), &'static str> {
        match (&self.place, &self.secret) {
            (KeyPlace::Service { consent: ConsentText::Device, .. }, _) => Err("consent: device"),
            (KeyPlace::Token { .. } | KeyPlace::Service { .. }, None) => Err("secret"),
            (KeyPlace::Token { .. } | KeyPlace::Service { .. } | KeyPlace::File(_), _) => Ok(()),
        }
    }

    /// Whether its certificate lies here, where looking waits for nobody.
    pub fn is_at_hand(&self) -> bool {
        matches!(self.place, KeyPlace::File(_))
    }

    /// Its certificate, without opening it: no PIN is typed, so that none is used up.
    pub fn certificate(&self) -> Result<Certificate, SignatureProblem> {
        match &self.place {
            KeyPlace::Token { module, token, certificate } => {
                let _alone = self.alone();
                module.certificate(token, certificate.as_deref())
            }
            // A service is only asked whose key it is.
            KeyPlace::File(_) | KeyPlace::Service { .. } => self.open("")?.certificate().cloned(),
        }
    }

    /// Opens it with what was typed, or with the PIN that is kept for it.
    pub fn open(&self, typed: &str) -> Result<Box<dyn SigningKey>, SignatureProblem> {
        let secret = self.secret.as_ref().map_or(typed, Secret::reveal);
        Ok(match &self.place {
            KeyPlace::File(key) => Box::new(file_key(key).map_err(|_| SignatureProblem::KeyUnreadable)?),
            KeyPlace::Token { module, token, certificate } => {
                Box::new(module.open(token, certificate.as_deref(), secret)?)
            }
            KeyPlace::Service { service, credential, consent } => {
                let consent = match consent {
                    ConsentText::Pin => ServiceConsent::Pin(Secret::new(secret)),
                    ConsentText::Device => ServiceConsent::Device,
                };
                Box::new(service.open(credential, consent)?)
            }
        })
    }
}

/// When a certificate holds.
pub fn time_of(certificate: &Certificate) -> KeyTime {
    KeyTime { from: Moment(certificate.not_before_ms()), until: Moment(certificate.not_after_ms()) }
}

fn file_key(path: &Path) -> Result<FileKey, String> {
    must_be_private(path)?;
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    FileKey::from_pem(&text).map_err(|problem| problem.code().to_string())
}

fn secret_in(path: &Path) -> Result<Secret, String> {
    let told = |why: String| format!("{}: {why}", path.display());
    must_be_private(path).map_err(told)?;
    let text = std::fs::read_to_string(path).map_err(|error| told(error.to_string()))?;
    Ok(Secret::new(text.trim()))
}
