// SPDX-License-Identifier: EUPL-1.2
/** Checks a TimeStampToken by itself: the digest, the signature, the certificate that may sign time, its chain at that time. */
import { createHash, timingSafeEqual } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import type { Verdict } from './time-stamp.ts';

const oid = {
  signedData: '1.2.840.113549.1.7.2',
  plainData: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  commonName: '2.5.4.3',
};
const digestNames: Readonly<Record<string, string>> = {
  [pki.id_sha1]: 'sha1',
  [pki.id_sha256]: 'sha256',
  [pki.id_sha384]: 'sha384',
  [pki.id_sha512]: 'sha512',
};

/**
 * Whether the DER of a TimeStampToken proves the SHA-256 digest under one of the PEM roots, as they stood when it was signed.
 * Revocation is not asked for: that needs the network, and the answer would be about today.
 */
export async function checkToken(token: Uint8Array, digest: string, roots: readonly string[]): Promise<Verdict> {
  try {
    const { signed, info } = open(token);
    if (info.messageImprint.hashAlgorithm.algorithmId !== pki.id_sha256) return no('L’horodatage n’utilise pas SHA-256.');
    const stamped = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
    const asked = Buffer.from(digest, 'hex');
    if (stamped.length !== asked.length || !timingSafeEqual(stamped, asked)) return no('L’horodatage porte sur un autre contenu.');
    const signer = signerOf(signed);
    if (!signer || !namesItsSigner(signed, signer)) return no('Le jeton ne porte pas le certificat qui l’a signé.');
    if (!maySignTime(signer)) return no('Le certificat n’est pas fait pour horodater.');
    if (!(await isSigned(signed, info.genTime, roots)))
      return no('La signature du jeton est fausse, ou son certificat ne remonte pas à une autorité reconnue.');
    return { isSound: true, at: Temporal.Instant.fromEpochMilliseconds(info.genTime.getTime()), authority: nameOf(signer) };
  } catch {
    return no('Le jeton d’horodatage ne peut pas être lu.');
  }
}

function no(says: string): Verdict {
  return { isSound: false, says };
}

/** The nonce of a token in hexadecimal, or null when it carries none. */
export function nonceOf(token: Uint8Array): string | null {
  const { nonce } = open(token).info;
  return nonce ? Buffer.from(nonce.valueBlock.valueHexView).toString('hex') : null;
}

function open(token: Uint8Array): { signed: pki.SignedData; info: pki.TSTInfo } {
  const content = pki.ContentInfo.fromBER(new Uint8Array(token));
  if (content.contentType !== oid.signedData) throw new Error('not signed data');
  const signed = new pki.SignedData({ schema: content.content });
  if (signed.encapContentInfo.eContentType !== pki.id_eContentType_TSTInfo || !signed.encapContentInfo.eContent) throw new Error('no TSTInfo');
  return { signed, info: pki.TSTInfo.fromBER(signed.encapContentInfo.eContent.getValue()) };
}

function signerOf(signed: pki.SignedData): pki.Certificate | null {
  const [info, ...others] = signed.signerInfos;
  if (!info || others.length > 0 || !(info.sid instanceof pki.IssuerAndSerialNumber)) return null;
  const { issuer, serialNumber } = info.sid;
  const own = (signed.certificates ?? []).filter((one) => one instanceof pki.Certificate);
  return own.find((one) => one.issuer.isEqual(issuer) && one.serialNumber.isEqual(serialNumber)) ?? null;
}

/** The signature must cover the type of content and the certificate that made it (RFC 3161, section 2.4.1; RFC 5816). */
function namesItsSigner(signed: pki.SignedData, signer: pki.Certificate): boolean {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const valueOf = (type: string) => attributes.find((attribute) => attribute.type === type)?.values[0] as asn1.BaseBlock | undefined; // pkijs types it any
  const type = valueOf(oid.contentType);
  if (!(type instanceof asn1.ObjectIdentifier) || type.valueBlock.toString() !== pki.id_eContentType_TSTInfo) return false;
  const second = valueOf(oid.signingCertificateV2);
  const named = firstCertificateIdIn(second ?? valueOf(oid.signingCertificate));
  if (!named) return false;
  const [head] = named;
  // ESSCertIDv2 says which digest it uses, SHA-256 unless said; ESSCertID always uses SHA-1.
  const algorithm = head instanceof asn1.Sequence ? head.valueBlock.value[0] : null;
  const chosen = algorithm instanceof asn1.ObjectIdentifier ? digestNames[algorithm.valueBlock.toString()] : second ? 'sha256' : 'sha1';
  const digest = named.find((part) => part instanceof asn1.OctetString);
  if (!chosen || !digest) return false;
  const expected = createHash(chosen).update(Buffer.from(signer.toSchema().toBER())).digest();
  return expected.equals(Buffer.from(digest.valueBlock.valueHexView));
}

/** SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID … }: the parts of the first ESSCertID, which is the signer's. */
function firstCertificateIdIn(attribute: asn1.BaseBlock | undefined): asn1.AsnType[] | null {
  const certificates = attribute instanceof asn1.Sequence ? attribute.valueBlock.value[0] : null;
  const first = certificates instanceof asn1.Sequence ? certificates.valueBlock.value[0] : null;
  return first instanceof asn1.Sequence ? first.valueBlock.value : null;
}

/** RFC 3161, section 2.3: one extended key usage, critical, that of time-stamping alone. */
function maySignTime(certificate: pki.Certificate): boolean {
  const usage = certificate.extensions?.find((extension) => extension.extnID === oid.extendedKeyUsage);
  const parsed = usage?.parsedValue as pki.ExtKeyUsage | undefined; // what pkijs parses this extension into
  return usage?.critical === true && parsed?.keyPurposes.length === 1 && parsed.keyPurposes[0] === oid.timeStamping;
}

async function isSigned(signed: pki.SignedData, at: Date, roots: readonly string[]): Promise<boolean> {
  // For a TSTInfo, pkijs wants the stamped content and hashes it again; we hold its digest alone, and have compared it already.
  signed.encapContentInfo.eContentType = oid.plainData;
  const trustedCerts = roots.map((pem) => pki.Certificate.fromBER(new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'))));
  try {
    return await signed.verify({ signer: 0, trustedCerts, checkChain: true, checkDate: at });
  } catch (error) {
    if (error instanceof pki.SignedDataVerifyError) return false;
    throw error;
  }
}

function nameOf(certificate: pki.Certificate): string {
  const name = certificate.subject.typesAndValues.find((part) => String(part.type) === oid.commonName);
  return name ? String(name.value.valueBlock.value) : 'autorité sans nom';
}
