// SPDX-License-Identifier: EUPL-1.2
import type { SuiteService } from '../../contract.ts';

type Content = Omit<SuiteService, 'id' | 'number' | 'hasKey' | 'bodies'>;
export type ServiceValues = Omit<Content, 'accountBytes' | 'bodyBytes' | 'logoUrl' | 'idpId'> & {
  accountGigabytes: number | null;
  bodyGigabytes: number | null;
  logoUrl: string;
  idpId: string;
};

export const GIGABYTE = 1e9;
export const fieldNames = { accountBytes: 'accountGigabytes', bodyBytes: 'bodyGigabytes' };

// Below 3,500 inhabitants La Suite lets everybody of a commune administer, unless told otherwise.
const fresh: Content = {
  kind: 'drive',
  name: '',
  url: '',
  logoUrl: null,
  maturity: 'stable',
  rank: 0,
  accountBytes: null,
  bodyBytes: null,
  smallBelow: 3_500,
  isTrusted: false,
  idpId: null,
};

/** The application as its form holds it: volumes in gigabytes, absent texts empty. */
export function valuesOf({ kind, name, url, logoUrl, maturity, rank, accountBytes, bodyBytes, smallBelow, isTrusted, idpId }: Content = fresh) {
  const values: ServiceValues = {
    kind,
    name,
    url,
    maturity,
    rank,
    smallBelow,
    isTrusted,
    logoUrl: logoUrl ?? '',
    idpId: idpId ?? '',
    accountGigabytes: inGigabytes(accountBytes),
    bodyGigabytes: inGigabytes(bodyBytes),
  };
  return values;
}

export function contentOf({ accountGigabytes, bodyGigabytes, logoUrl, idpId, ...rest }: ServiceValues): Content {
  return {
    ...rest,
    rank: rest.rank ?? 0,
    smallBelow: rest.smallBelow ?? 0,
    logoUrl: logoUrl.trim() || null,
    idpId: idpId.trim() || null,
    accountBytes: inBytes(accountGigabytes),
    bodyBytes: inBytes(bodyGigabytes),
  };
}

export function inGigabytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / GIGABYTE;
}

export function inBytes(gigabytes: number | null): number | null {
  return gigabytes === null ? null : Math.round(gigabytes * GIGABYTE);
}
