//! A key on a token or in a security module that speaks PKCS #11. The key never leaves it.

use super::port::{KeyOrder, KeyReply, SigningKey};
use crate::asn1::oid;
use crate::asn1::read::NULL;
use crate::asn1::write::{number, octets, oid as name, sequence};
use crate::certificate::{Certificate, KeyKind};
use crate::problem::SignatureProblem;
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use std::collections::VecDeque;
use std::path::Path;

/// The library that drives tokens of one maker. Loaded once for as long as the program runs.
pub struct TokenModule {
    library: Pkcs11,
}

/// A token that is plugged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluggedToken {
    /// Its own name.
    pub label: String,
    /// Its maker's number.
    pub serial: String,
}

/// A key on a token whose PIN was entered.
pub struct TokenKey {
    session: Session,
    key: ObjectHandle,
    kind: KeyKind,
    certificate: Certificate,
    chain: Vec<Certificate>,
    waiting: VecDeque<KeyOrder>,
}

impl TokenModule {
    /// Loads the maker's library, a `.so` or `.dll`.
    pub fn load(library: &Path) -> Result<TokenModule, SignatureProblem> {
        let library = Pkcs11::new(library).map_err(problem)?;
        begin(&library)?;
        Ok(TokenModule { library })
    }

    /// The tokens that are plugged in now.
    pub fn tokens(&self) -> Result<Vec<PluggedToken>, SignatureProblem> {
        Ok(self.slots()?.into_iter().map(|(_, token)| token).collect())
    }

    fn slots(&self) -> Result<Vec<(Slot, PluggedToken)>, SignatureProblem> {
        let slots = self.library.get_slots_with_initialized_token().map_err(problem)?;
        let token = |slot: Slot| {
            let info = self.library.get_token_info(slot).ok()?;
            let (label, serial) = (info.label().to_string(), info.serial_number().to_string());
            Some((slot, PluggedToken { label, serial }))
        };
        Ok(slots.into_iter().filter_map(token).collect())
    }

    /// Opens a token with its PIN and finds the key of a certificate: the one with this number (as
    /// [`Certificate::serial`] gives it), or the first that may sign papers. The PIN is not kept.
    ///
    /// A token that cannot be found is looked for once more with the library begun anew: many libraries never see
    /// again what was pulled out and put back. That ends whatever else is open with it, so one key at a time is open.
    pub fn open(
        &self,
        token: &str,
        certificate: Option<&str>,
        pin: &str,
    ) -> Result<TokenKey, SignatureProblem> {
        self.or_begun_anew(|| self.open_known(token, certificate, pin))
    }

    /// A token that was pulled out is seen again only by a library that begins anew.
    fn or_begun_anew<T>(&self, ask: impl Fn() -> Result<T, SignatureProblem>) -> Result<T, SignatureProblem> {
        match ask() {
            Err(SignatureProblem::TokenGone) => {
                self.library.clone().finalize().map_err(problem)?;
                begin(&self.library)?;
                ask()
            }
            known => known,
        }
    }

    fn open_known(
        &self,
        token: &str,
        certificate: Option<&str>,
        pin: &str,
    ) -> Result<TokenKey, SignatureProblem> {
        let session = self.session(token)?;
        log_in(&session, pin)?;
        let all = certificates(&session)?;
        for (found, id) in all.iter().filter(|(found, _)| is_wanted(found, certificate)) {
            let wanted = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(id.clone())];
            if let Some(key) = session.find_objects(&wanted).map_err(problem)?.first() {
                let (key, kind, certificate) = (*key, found.key_kind()?, found.clone());
                let others = all.iter().map(|(other, _)| other.clone());
                let chain = others.filter(|other| *other != certificate && !other.may_sign()).collect();
                return Ok(TokenKey { session, key, kind, certificate, chain, waiting: VecDeque::new() });
            }
        }
        Err(SignatureProblem::KeyMissing)
    }

    /// The certificate that [`TokenModule::open`] would find, without a PIN: most tokens show theirs to anybody.
    pub fn certificate(
        &self,
        token: &str,
        certificate: Option<&str>,
    ) -> Result<Certificate, SignatureProblem> {
        let all = self.or_begun_anew(|| certificates(&self.session(token)?))?;
        let wanted = all.into_iter().find(|(found, _)| is_wanted(found, certificate));
        wanted.map(|(found, _)| found).ok_or(SignatureProblem::KeyMissing)
    }

    fn session(&self, token: &str) -> Result<Session, SignatureProblem> {
        let (slot, _) = self
            .slots()?
            .into_iter()
            .find(|(_, plugged)| plugged.serial == token)
            .ok_or(SignatureProblem::TokenGone)?;
        self.library.open_ro_session(slot).map_err(problem)
    }
}

fn is_wanted(found: &Certificate, serial: Option<&str>) -> bool {
    match serial {
        Some(serial) => found.serial() == serial,
        None => found.may_sign(),
    }
}

fn begin(library: &Pkcs11) -> Result<(), SignatureProblem> {
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(()),
        Err(error) => Err(problem(error)),
    }
}

fn log_in(session: &Session, pin: &str) -> Result<(), SignatureProblem> {
    let pin = AuthPin::new(pin.into());
    match session.login(UserType::User, Some(&pin)) {
        // A PIN that an earlier visitor entered opens nothing for the next one.
        Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {
            session.logout().map_err(problem)?;
            session.login(UserType::User, Some(&pin)).map_err(problem)
        }
        other => other.map_err(problem),
    }
}

/// The token's certificates, each with the identifier that it shares with its key.
fn certificates(session: &Session) -> Result<Vec<(Certificate, Vec<u8>)>, SignatureProblem> {
    let mut found = Vec::new();
    for object in session.find_objects(&[Attribute::Class(ObjectClass::CERTIFICATE)]).map_err(problem)? {
        let parts =
            session.get_attributes(object, &[AttributeType::Value, AttributeType::Id]).map_err(problem)?;
        let (mut der, mut id) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Attribute::Value(value) => der = value,
                Attribute::Id(value) => id = value,
                _ => {}
            }
        }
        found.extend(Certificate::from_der(&der).ok().map(|certificate| (certificate, id)));
    }
    Ok(found)
}

impl TokenKey {
    fn sign(&self, order: &KeyOrder) -> Result<Vec<u8>, SignatureProblem> {
        match self.kind {
            KeyKind::Rsa => {
                let algorithm = sequence(&[&name(oid::SHA256), &[NULL, 0]]);
                let info = sequence(&[&algorithm, &octets(&order.digest())]);
                self.session.sign(&Mechanism::RsaPkcs, self.key, &info).map_err(problem)
            }
            KeyKind::P256 => {
                let value =
                    self.session.sign(&Mechanism::Ecdsa, self.key, &order.digest()).map_err(problem)?;
                Ok(two_numbers(&value))
            }
        }
    }
}

/// Tokens and signing services give the two numbers of ECDSA side by side; a signature has them in DER.
pub(crate) fn two_numbers(value: &[u8]) -> Vec<u8> {
    if value.len() != 64 {
        return value.to_vec();
    }
    let (first, second) = value.split_at(32);
    sequence(&[&number(first), &number(second)])
}

impl SigningKey for TokenKey {
    fn certificate(&self) -> Result<&Certificate, SignatureProblem> {
        Ok(&self.certificate)
    }

    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn ask(&mut self, orders: &[KeyOrder]) -> Result<(), SignatureProblem> {
        self.waiting.extend(orders.iter().cloned());
        Ok(())
    }

    /// Signs the next paper. Once the token has gone, no paper after it is tried.
    fn replies(&mut self) -> Vec<KeyReply> {
        let Some(order) = self.waiting.pop_front() else { return Vec::new() };
        let value = self.sign(&order);
        let is_over = value == Err(SignatureProblem::TokenGone);
        let mut replies = vec![KeyReply { paper: order.paper, value }];
        if is_over {
            let problem = SignatureProblem::TokenGone;
            let rest =
                self.waiting.drain(..).map(|order| KeyReply { paper: order.paper, value: Err(problem) });
            replies.extend(rest);
        }
        replies
    }
}

fn problem(error: Error) -> SignatureProblem {
    match error {
        Error::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _) => {
            SignatureProblem::PinWrong
        }
        Error::Pkcs11(RvError::PinLocked, _) => SignatureProblem::PinLocked,
        Error::Pkcs11(RvError::FunctionCanceled | RvError::UserNotLoggedIn, _) => {
            SignatureProblem::KeyRefused
        }
        _ => SignatureProblem::TokenGone,
    }
}
