// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'oidc-provider';
import type { SignedIn } from '#platform/access/provided.ts';
import { attributes, html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import type { Door } from './entries.ts';
import { scopeWords } from '../contract/scope-words.ts';

type Asked = { uid: string; key: string; client: Client; who: SignedIn };

/** For which body, and do you agree: one page. */
export function questionPage({
  uid,
  key,
  client,
  who,
  doors,
  asksConsent,
  scopes,
}: Asked & { doors: readonly Door[]; asksConsent: boolean; scopes: readonly string[] }): Html {
  const name = client.clientName ?? 'cette application';
  const [first] = doors;
  return publicPage({
    title: `Entrer dans ${name}`,
    main: html`<h1>Entrer dans ${name}</h1>
      <form method="post" action="/oidc/entrer/${uid}">
        <input type="hidden" name="key" value="${key}" />
        ${
          doors.length > 1
            ? html`<fieldset class="choices">
                <legend>Pour quelle collectivité&nbsp;?</legend>
                ${doors.map((door, index) => choice(door, index === 0))}
              </fieldset>`
            : html`<input type="hidden" name="mandate" value="${first?.mandateId ?? ''}" />
                <p class="lead">Vous entrez pour <strong>${first?.name ?? ''}</strong> (${first?.title ?? ''}).</p>`
        }
        ${
          asksConsent &&
          html`<h2>Ce que l’application demande</h2>
            <ul>
              ${scopes.map((scope) => html`<li>${scopeWords[scope] ?? scope}</li>`)}
            </ul>
            <p class="quiet">Vous pourrez revenir sur cet accord dans « Mes applications ».</p>`
        }
        <p class="actions">
          <button class="button" name="decision" value="enter">${asksConsent ? 'Accepter et entrer' : 'Entrer'}</button>
          <button class="button button-quiet" name="decision" value="refuse">${asksConsent ? 'Refuser' : 'Ne pas entrer'}</button>
        </p>
      </form>
      <p class="quiet">Vous êtes ${who.name}.</p>`,
  });
}

function choice({ mandateId, name, title, locked }: Door, isFirst: boolean): Html {
  return html`<p class="tick">
    <input type="radio" id="m-${mandateId}" name="mandate" value="${mandateId}" ${attributes({ checked: isFirst })} required />
    <label for="m-${mandateId}">${name} <span class="quiet">– ${title}${locked && html` · demande une seconde preuve d’identité`}</span></label>
  </p>`;
}

/** The person has no mandate, role or group that opens the application. */
export function noDoorPage({ uid, key, client, who }: Asked): Html {
  const name = client.clientName ?? 'cette application';
  return publicPage({
    title: `${name} ne vous est pas ouverte`,
    main: html`<h1>${name} ne vous est pas ouverte</h1>
      <p class="lead">Aucune de vos fonctions n’ouvre cette application.</p>
      <p>
        Demandez à l’administrateur de votre collectivité de vous donner le rôle ou le groupe qu’il faut, ou d’ouvrir l’application à votre
        collectivité.
      </p>
      ${refuseForm(uid, key, 'Revenir à l’application')}
      <p class="quiet">Vous êtes ${who.name}. <a href="/">Revenir à l’accueil</a></p>`,
  });
}

/** A technician acts in the person's name: the application would believe that it is the person. */
export function supportPage(uid: string, key: string): Html {
  return publicPage({
    title: 'Assistance en cours',
    main: html`<h1>Assistance en cours</h1>
      <p class="lead">Une session d’assistance n’ouvre pas d’autre application : l’application croirait que la personne elle-même est entrée.</p>
      ${refuseForm(uid, key, 'Revenir à l’application')}`,
  });
}

/** The question is out of date, was answered already, or belongs to another browser. */
export function lostPage(): Html {
  return publicPage({
    title: 'Demande échue',
    main: html`<h1>Demande échue</h1>
      <p class="lead">Cette demande de connexion est échue, a déjà reçu sa réponse, ou a été ouverte dans un autre navigateur.</p>
      <p>Repartez de l’application que vous vouliez ouvrir.</p>
      <p><a class="button" href="/">Revenir à l’accueil</a></p>`,
  });
}

function refuseForm(uid: string, key: string, label: string): Html {
  return html`<form method="post" action="/oidc/entrer/${uid}" class="actions">
    <input type="hidden" name="key" value="${key}" />
    <button class="button" name="decision" value="refuse">${label}</button>
  </form>`;
}
