// SPDX-License-Identifier: EUPL-1.2
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authorize } from './authorize.ts';
import { afterIdentityProvider, endSession } from './end-session.ts';
import { readForm, sendJson, type Exchange } from './http.ts';
import { comeBackFromIdentityProvider } from './identity-provider.ts';
import { interact } from './interaction.ts';
import { drawKeys } from './keys.ts';
import { sendError } from './pages.ts';
import { token } from './token.ts';
import { userinfo } from './userinfo.ts';
import { openWorld, type Options, type World } from './world.ts';

export type Simulator = { world: World; discoveryUrl: string; handle: (request: IncomingMessage, response: ServerResponse) => void };

/** A ProConnect of one's own, to be put behind an address of one's choice: `handle` answers what begins with the path of `origin`. */
export async function openSimulator(options: Options): Promise<Simulator> {
  const world = openWorld(options, await drawKeys());
  return {
    world,
    discoveryUrl: `${world.issuer}/.well-known/openid-configuration`,
    handle: (request, response) => {
      answer(world, request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500);
        response.end(String(error));
      });
    },
  };
}

/** The same on a port of this machine, which the caller closes. */
export async function listen(options: Omit<Options, 'origin'>, port = 0): Promise<Simulator & { close: () => Promise<void> }> {
  let simulator: Simulator | undefined;
  const server = createServer((request, response) => simulator?.handle(request, response)).listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: given } = server.address() as AddressInfo; // it listens on a port
  simulator = await openSimulator({ ...options, origin: `http://localhost:${given}` });
  return {
    ...simulator,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', world.origin);
  const exchange: Exchange = { request, response, url, form: await readForm(request) };
  const [path, id, step] = pathOf(world, url);
  if (world.twist.breaks && /^(\.well-known|token|userinfo|jwks)/.test(path)) return void response.writeHead(world.twist.breaks).end();
  switch (path) {
    case '.well-known/openid-configuration':
      return sendJson(exchange, 200, description(world));
    case 'jwks':
      return sendJson(exchange, 200, { keys: world.keys.public });
    case 'authorize':
      return authorize(exchange, world);
    case 'token':
      return token(exchange, world);
    case 'userinfo':
      return userinfo(exchange, world);
    case 'session/end':
      return endSession(exchange, world);
    case 'oidc-callback':
      return comeBackFromIdentityProvider(exchange, world);
    case 'client/logout-callback':
      return afterIdentityProvider(exchange, world);
    case 'interaction':
      return interact(exchange, world, id ?? '', step ?? '');
    default:
      return sendError(exchange, 404, 'Y000404', 'Cette adresse ne mène à rien.');
  }
}

function pathOf(world: World, url: URL): [path: string, id?: string, step?: string] {
  const prefix = `${new URL(world.issuer).pathname}/`;
  const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : '';
  const [, id, step] = /^interaction\/([0-9a-f]{64})\/([a-z]+)$/.exec(path) ?? [];
  return id && step ? ['interaction', id, step] : [path];
}

function description(world: World) {
  const { issuer } = world;
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/session/end`,
    jwks_uri: `${issuer}/jwks`,
    scopes_supported: ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id', 'phone', 'custom'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    claims_parameter_supported: true,
    acr_values_supported: ['eidas1', 'eidas2', 'eidas3'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256'],
    userinfo_signing_alg_values_supported: ['RS256', 'ES256', 'HS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    authorization_response_iss_parameter_supported: true,
    ...(world.takesChallenge && { code_challenge_methods_supported: ['S256'] }),
  };
}
