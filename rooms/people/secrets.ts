// SPDX-License-Identifier: EUPL-1.2
import { secretBox, keyedDigest } from '#platform/secrets/seal.ts';

/** What the OpenID Provider, second factors and webhooks keep. */
export const secrets = secretBox('beffroi openid seal');
/** Of tokens, codes of mailed links, recovery codes. */
export const digestOf = keyedDigest('beffroi openid digest');
/** What identity providers entrusted to us, and sign-ins under way. */
export const federationSecrets = secretBox('beffroi federation');
