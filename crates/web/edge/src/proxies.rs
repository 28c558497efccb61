//! From where a request comes, when it does not come directly: the proxies in front of the
//! server say so, and only they are believed.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The addresses of our proxies. Without any, no header is trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// `127.0.0.1, 10.0.0.0/8`. Err: the part that is neither an address nor a network.
    pub fn parse(text: &str) -> Result<Proxies, String> {
        let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
        let net = |part: &str| {
            let one = part.parse::<IpAddr>().map(IpNet::from).ok();
            one.or_else(|| part.parse().ok()).ok_or_else(|| part.to_string())
        };
        parts.map(net).collect::<Result<_, _>>().map(Proxies)
    }

    /// The client's address: the last one in the chain that is not one of our proxies. Everything
    /// to the left of it was sent by the client and cannot be trusted.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let all = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
        let chain: Vec<&str> = all.flat_map(|value| value.split(',')).map(str::trim).collect();
        let mut client = peer.to_canonical();
        for told in chain.into_iter().rev() {
            if !self.0.iter().any(|net| net.contains(&client)) {
                break;
            }
            match address(told) {
                Some(next) => client = next.to_canonical(),
                None => break,
            }
        }
        client
    }
}

/// With or without a port, as proxies write it.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_of_ours_says_who_asks() {
        let ours = "127.0.0.1, 10.0.0.0/8 ::1";
        for (proxies, peer, told, client) in [
            ("", "127.0.0.1", vec!["203.0.113.7"], "127.0.0.1"),
            (ours, "203.0.113.9", vec!["203.0.113.7"], "203.0.113.9"),
            (ours, "127.0.0.1", vec![], "127.0.0.1"),
            (ours, "127.0.0.1", vec!["203.0.113.7"], "203.0.113.7"),
            (ours, "::1", vec!["203.0.113.7:5123"], "203.0.113.7"),
            (ours, "::ffff:127.0.0.1", vec!["[2001:db8::1]:443"], "2001:db8::1"),
            // Two of ours in a row; what the person wrote in front is not believed.
            (ours, "127.0.0.1", vec!["1.2.3.4, 203.0.113.7, 10.1.2.3"], "203.0.113.7"),
            (ours, "127.0.0.1", vec!["1.2.3.4", "203.0.113.7,10.1.2.3"], "203.0.113.7"),
            (ours, "127.0.0.1", vec!["1.2.3.4, unknown"], "127.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            for value in &told {
                headers.append(FORWARDED_FOR, value.parse().unwrap());
            }
            let found = Proxies::parse(proxies).unwrap().client(peer.parse().unwrap(), &headers);
            assert_eq!(found.to_string(), client, "{proxies} {peer} {told:?}");
        }
        assert_eq!(Proxies::parse("127.0.0.1,proxy.local"), Err("proxy.local".to_string()));
    }
}
