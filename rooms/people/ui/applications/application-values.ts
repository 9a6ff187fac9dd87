// SPDX-License-Identifier: EUPL-1.2
import type { InputOf, OutputOf } from '#ui/api/endpoint.ts';
import type { readApplication, registerApplication } from '../../contract.ts';

type Input = InputOf<typeof registerApplication>;
type Application = OutputOf<typeof readApplication>;

/** What the form holds: addresses one a line, empty text for none. */
export type Values = Omit<Input, 'url' | 'jwksUri' | 'backchannelUri' | 'redirectUris' | 'postLogoutUris'> & {
  url: string;
  jwksUri: string;
  backchannelUri: string;
  redirectUris: string;
  postLogoutUris: string;
};

export const noValues: Values = {
  name: '',
  description: '',
  url: '',
  icon: 'app',
  authMethod: 'client_secret_basic',
  jwksUri: '',
  isNative: false,
  redirectUris: '',
  postLogoutUris: '',
  backchannelUri: '',
  scopes: ['openid', 'profile', 'email', 'organisation'],
  usesRefresh: false,
  usesDevice: false,
  subject: 'public',
  asksConsent: false,
  asksSecondFactor: false,
  asksPkce: true,
  signsUserinfo: false,
  isInternal: false,
  isForTerritory: false,
  roles: [],
  groupIds: [],
};

export function asValues({ id: _id, issuer: _issuer, secrets: _secrets, uses: _uses, ...application }: Application): Values {
  return {
    ...application,
    url: application.url ?? '',
    jwksUri: application.jwksUri ?? '',
    backchannelUri: application.backchannelUri ?? '',
    redirectUris: application.redirectUris.join('\n'),
    postLogoutUris: application.postLogoutUris.join('\n'),
  };
}

export function asInput(values: Values): Input {
  return {
    ...values,
    url: orNull(values.url),
    jwksUri: values.authMethod === 'private_key_jwt' ? orNull(values.jwksUri) : null,
    backchannelUri: orNull(values.backchannelUri),
    redirectUris: lines(values.redirectUris),
    postLogoutUris: lines(values.postLogoutUris),
  };
}

/** Refusals name an address by its place; the form has one field for all of them. */
export const fieldNames: Readonly<Record<string, string>> = Object.fromEntries(
  ['redirectUris', 'postLogoutUris'].flatMap((field) => Array.from({ length: 20 }, (_, index) => [`${field}.${index}`, field])),
);

const orNull = (text: string): string | null => text.trim() || null;
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
