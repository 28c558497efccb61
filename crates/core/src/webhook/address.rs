//! Where a webhook may point: nobody who may register one may reach, through this server,
//! what only this server can reach.

use crate::Refusal;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The longest address, in characters.
const ADDRESS_CHARS_MAX: usize = 500;

/// An address in its parts, as far as a rule looks at them.
struct Parts<'a> {
    is_https: bool,
    host: &'a str,
}

/// Judges the shape of an address: `https://` and a host; plain `http://` and a number of
/// the network itself only for networks that the operator named.
pub fn must_be_outside(address: &str, inside: &[IpNet]) -> Result<(), Refusal> {
    let refused = |code| Err(Refusal::of(code).at("address"));
    let Some(parts) = parts(address) else { return refused("webhook.address-shape") };
    match host_ip(parts.host) {
        Some(ip) if !may_be_reached(ip, inside) => refused("webhook.address-inside"),
        Some(ip) if !parts.is_https && !is_named(ip, inside) => refused("webhook.address-not-https"),
        None if is_local_name(parts.host) && inside.is_empty() => refused("webhook.address-inside"),
        None if !parts.is_https && inside.is_empty() => refused("webhook.address-not-https"),
        _ => Ok(()),
    }
}

/// Whether a message may go to this address of the network: one of the open internet, or
/// one of the networks that the operator named. Asked again of what a name resolves to,
/// at every connection.
pub fn may_be_reached(ip: IpAddr, inside: &[IpNet]) -> bool {
    let is_open = match ip.to_canonical() {
        IpAddr::V4(v4) => is_open_v4(v4),
        IpAddr::V6(v6) => is_open_v6(v6),
    };
    is_open || is_named(ip, inside)
}

/// Whether it lies in a network that the operator named: only there may plain HTTP go.
pub fn is_named(ip: IpAddr, inside: &[IpNet]) -> bool {
    inside.iter().any(|net| net.contains(&ip.to_canonical()))
}

/// The networks that an operator names: `10.1.0.0/16, 192.168.3.7`. Err: the part that is
/// neither an address nor a network.
pub fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
    let net = |part: &str| {
        let one = part.parse::<IpAddr>().map(IpNet::from).ok();
        one.or_else(|| part.parse().ok()).ok_or_else(|| part.to_string())
    };
    parts.map(net).collect()
}

fn parts(address: &str) -> Option<Parts<'_>> {
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>`{}|^#".contains(&byte));
    if !plain || address.len() > ADDRESS_CHARS_MAX {
        return None;
    }
    let (is_https, rest) = match (address.strip_prefix("https://"), address.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return None,
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    // Whoever puts a name and a password there gives them to everybody who reads the page.
    if authority.contains('@') {
        return None;
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(v6) => v6.split_once(']')?,
        None => match authority.find(':') {
            Some(colon) => authority.split_at(colon),
            None => (authority, ""),
        },
    };
    let port_is_one = match port.strip_prefix(':') {
        Some(number) => number.parse::<u16>().is_ok_and(|number| number > 0),
        None => port.is_empty(),
    };
    let in_a_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
    let is_host = !host.is_empty() && host.bytes().all(in_a_host);
    (is_host && port_is_one).then_some(Parts { is_https, host })
}

/// The address that a host is, written in whatever way browsers and libraries read: four
/// numbers, one number, hexadecimal, octal.
fn host_ip(host: &str) -> Option<IpAddr> {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Some(ip);
    }
    let numbers: Vec<u32> = host.trim_end_matches('.').split('.').map(loose_number).collect::<Option<_>>()?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|number| *number > 255) {
        return None;
    }
    let high = first.iter().enumerate().fold(0_u32, |sum, (nth, number)| sum | number << (24 - 8 * nth));
    let room = 32 - 8 * first.len() as u32;
    let low = if room == 32 || *last < 1 << room { *last } else { return None };
    Some(IpAddr::V4(Ipv4Addr::from(high | low)))
}

fn loose_number(part: &str) -> Option<u32> {
    if let Some(hex) = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
        return u32::from_str_radix(hex, 16).ok();
    }
    match part {
        "0" => Some(0),
        _ if part.starts_with('0') => u32::from_str_radix(part, 8).ok(),
        _ => part.parse().ok(),
    }
}

/// A name that only means something inside: without a dot, or below a name that is never
/// given out on the internet (RFC 6761, RFC 6762).
fn is_local_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let last = host.rsplit('.').next().unwrap_or_default();
    !host.contains('.')
        || ["local", "localhost", "internal", "lan", "home", "test", "invalid"].contains(&last)
}

/// Not private, local, shared, reserved, documented or for many (RFC 6890).
fn is_open_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(matches!(a, 0 | 10 | 127 | 224..=255)
        || (a == 100 && (64..128).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..32).contains(&b))
        || (a == 192 && (b == 168 || (b == 0 && matches!(c, 0 | 2)) || (b == 88 && c == 99)))
        || (a == 198 && (matches!(b, 18 | 19) || (b == 51 && c == 100)))
        || (a == 203 && b == 0 && c == 113))
}

/// Global unicast without the parts that hold other addresses or examples (RFC 4291,
/// RFC 6890): NAT64, 6to4 and Teredo carry an IPv4 address that nobody has judged.
fn is_open_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    a & 0xe000 == 0x2000 && a != 0x2002 && !(a == 0x2001 && (b < 0x0200 || b == 0x0db8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(address: &str, inside: &str) -> &'static str {
        must_be_outside(address, &networks(inside).unwrap()).map_or_else(|refusal| refusal.code, |()| "")
    }

    #[test]
    fn only_the_open_internet_is_told_unless_the_operator_named_a_network() {
        let (shape, inside, plain) =
            ("webhook.address-shape", "webhook.address-inside", "webhook.address-not-https");
        for (address, refused) in [
            ("https://lienthong.example.vn/motcua", ""),
            ("https://lienthong.example.vn:8443/motcua?a=b", ""),
            ("https://1.1.1.1/", ""),
            ("https://[2606:4700::1111]/", ""),
            ("http://lienthong.example.vn/", plain),
            ("http://1.1.1.1/", plain),
            ("ftp://lienthong.example.vn/", shape),
            ("lienthong.example.vn", shape),
            ("https://", shape),
            ("https://a b.vn/", shape),
            ("https://ai:mat-khau@lienthong.example.vn/", shape),
            ("https://lienthong.example.vn:0/", shape),
            ("https://lienthong.example.vn:99999/", shape),
            ("https://lienthong.example.vn/#a", shape),
            ("https://lienthong.example.vn\\@10.0.0.1/", shape),
            ("https://localhost/", inside),
            ("https://motcua.internal/", inside),
            ("https://db/", inside),
            ("https://127.0.0.1/", inside),
            ("https://10.1.2.3/", inside),
            ("https://172.31.0.1/", inside),
            ("https://192.168.1.1/", inside),
            ("https://169.254.169.254/latest/meta-data", inside),
            ("https://100.64.0.1/", inside),
            ("https://0.0.0.0/", inside),
            ("https://2130706433/", inside),
            ("https://0x7f.1/", inside),
            ("https://0177.0.0.1/", inside),
            ("https://127.1/", inside),
            ("https://[::1]/", inside),
            ("https://[::ffff:10.0.0.1]/", inside),
            ("https://[fd00::1]/", inside),
            ("https://[fe80::1]/", inside),
            ("https://[64:ff9b::a00:1]/", inside),
            ("https://[2002:a00:1::]/", inside),
        ] {
            assert_eq!(said(address, ""), refused, "{address}");
        }
    }

    #[test]
    fn a_named_network_may_be_told_also_over_plain_http() {
        for (address, refused) in [
            ("http://10.1.2.3/", ""),
            ("https://10.1.2.3/", ""),
            ("http://truc.lan/", ""),
            ("http://10.2.2.3/", "webhook.address-inside"),
            ("http://1.1.1.1/", "webhook.address-not-https"),
        ] {
            assert_eq!(said(address, "10.1.0.0/16"), refused, "{address}");
        }
        assert_eq!(networks("10.0.0.0/8, truc.lan"), Err("truc.lan".to_string()));
    }
}
