//! TLS to the server: whose certificate is accepted.

use motcua_core::Fault;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use std::path::Path;
use std::sync::Arc;

/// Who vouches for the server.
pub(super) enum Roots {
    /// Nobody: any certificate is accepted.
    Nobody,
    /// Those whom this machine trusts.
    System,
    /// These.
    These(RootCertStore),
}

impl Roots {
    /// Reads a file of certificates (PEM).
    pub(super) fn read(path: &Path) -> Result<Roots, Fault> {
        let wrong = |why: String| Fault::other(format!("sslrootcert: {}: {why}", path.display()));
        let unreadable = |error: &dyn std::fmt::Display| {
            wrong(format!("không đọc được tệp chứng thư / the certificates cannot be read: {error}"))
        };
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(path).map_err(|error| unreadable(&error))? {
            let certificate = certificate.map_err(|error| unreadable(&error))?;
            roots.add(certificate).map_err(|error| unreadable(&error))?;
        }
        if roots.is_empty() {
            return Err(wrong("không có chứng thư nào / holds no certificate".into()));
        }
        Ok(Roots::These(roots))
    }
}

/// The client's side; with `names`, the certificate must be of the host that was asked for.
pub(super) fn client(roots: Roots, names: bool) -> Result<ClientConfig, Fault> {
    let provider = Arc::new(ring::default_provider());
    let roots = match roots {
        Roots::Nobody => None,
        Roots::These(roots) => Some(roots),
        Roots::System => {
            let mut roots = RootCertStore::empty();
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            Some(roots)
        }
    };
    let verifier =
        |roots| WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
    let chain = roots.map(verifier).transpose().map_err(Fault::other)?;
    let verifier = Arc::new(Verifier { chain, names, provider: provider.clone() });
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(config
        .map_err(Fault::other)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth())
}

#[derive(Debug)]
struct Verifier {
    chain: Option<Arc<WebPkiServerVerifier>>,
    names: bool,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(chain) = &self.chain else { return Ok(ServerCertVerified::assertion()) };
        match chain.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            // The name is looked at last: everything else is right.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.names => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
