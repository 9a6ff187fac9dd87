// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import type { Room, Route } from '../room.ts';
import { addressOf } from './contract.ts';
import { html, type Html } from './html.ts';
import { openApiDocument } from './openapi.ts';
import { publicPage } from './public-page.ts';
import { platformRefusals } from './refusals.ts';

/** Serves the OpenAPI document and a page that people can read without script. */
export function registerApiReference(app: FastifyInstance, house: House): void {
  let document: string | undefined;
  let page: Html | undefined;
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send((document ??= JSON.stringify(openApiDocument(house)))));
  app.get('/api/reference', async (_request, reply) => reply.type('text/html; charset=utf-8').send((page ??= referencePage(house)).toString()));
}

function referencePage(house: House): Html {
  const rooms = house.rooms.filter((room) => room.routes?.length);
  return publicPage({
    title: 'Référence de l’API',
    main: html` <h1>Référence de l’API</h1>
      <p>
        Toutes les adresses répondent en JSON ; un refus est un document « problem » (RFC 9457) avec un code stable. Le document
        <a href="/api/openapi.json">OpenAPI 3.1</a> décrit les mêmes échanges pour les programmes.
      </p>
      <nav aria-label="Services">
        <ul>
          ${rooms.map((room) => html`<li><a href="#${room.name}">${room.title}</a></li>`)}
        </ul>
      </nav>
      ${rooms.map((room) => roomSection(room))}`,
  });
}

function roomSection(room: Room): Html {
  return html`<section id="${room.name}">
    <h2>${room.title}</h2>
    ${(room.routes ?? []).map((route) => routeDetails(room, route))}
  </section>`;
}

function routeDetails(room: Room, route: Route): Html {
  const { endpoint } = route;
  const texts = { ...platformRefusals, ...room.refusals };
  return html`<details>
    <summary><code>${endpoint.method} ${addressOf(endpoint)}</code> – ${endpoint.summary}</summary>
    <dl>
      <dt>Autorisation</dt>
      <dd>${accessSentence(room, route)}</dd>
      ${
        endpoint.refusals.length > 0 &&
        html`<dt>Refus</dt>
          <dd>
            <ul>
              ${endpoint.refusals.map((code) => html`<li><code>${code}</code> : ${texts[code]?.says ?? ''}</li>`)}
            </ul>
          </dd>`
      }
    </dl>
  </details>`;
}

function accessSentence(room: Room, route: Route): string {
  if (route.permission === 'public') return 'Aucune : adresse publique.';
  if (route.permission === 'signed-in') return 'Toute personne connectée.';
  return `${room.permissions?.[route.permission]?.label ?? route.permission} (${route.permission}).`;
}
