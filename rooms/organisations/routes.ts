// SPDX-License-Identifier: EUPL-1.2
import { route, type Route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { declareBody } from './declared/declare-body.ts';
import { enterFacts } from './declared/enter-facts.ts';
import { importBodies, importTemplate, previewImport } from './declared/import-bodies.ts';
import { withdrawBody } from './declared/withdraw-body.ts';
import { changeAppearance } from './operators/change-appearance.ts';
import { changeLegal } from './legal/change-legal.ts';
import { readLegalLinks, readSiteLegalLinks } from './legal/legal-links.ts';
import { listLegalVersions } from './legal/list-legal-versions.ts';
import { readLegal } from './legal/read-legal.ts';
import * as legalPages from './legal/show-legal-page.ts';
import { listOperators } from './operators/operators.ts';
import { readAppearance, readLogo, readSiteAppearance } from './operators/read-appearance.ts';
import { readPublicBody } from './register/read-public-body.ts';
import { searchBodies } from './search/search-bodies.ts';
import { searchOwnBodies } from './search/search-own-bodies.ts';
import { addToTerritory, removeFromTerritory } from './territory/change-territory.ts';
import { exportBodies, listBodies } from './territory/list-bodies.ts';
import { readBody } from './territory/read-body.ts';
import { readTerritory } from './territory/read-territory.ts';

const limit = { most: 600, seconds: 60, per: 'address' } as const;

export const routes = [
  route(contract.searchBodies, { permission: 'public', limit, action: searchBodies }),
  route(contract.readPublicBody, { permission: 'public', limit, withoutTransaction: true, action: readPublicBody }),
  route(contract.listOperators, { permission: 'public', limit, withoutTransaction: true, action: listOperators }),
  route(contract.listBodies, { permission: 'organisations.read', action: listBodies }),
  route(contract.exportBodies, { permission: 'organisations.read', action: exportBodies }),
  route(contract.searchOwnBodies, { permission: 'organisations.read', action: searchOwnBodies }),
  route(contract.readBody, { permission: 'organisations.read', action: readBody }),
  route(contract.declareBody, { permission: 'organisations.declare', action: (ctx, input) => declareBody(ctx, input) }),
  route(contract.enterFacts, { permission: 'organisations.declare', action: (ctx, input) => enterFacts(ctx, input) }),
  route(contract.withdrawBody, { permission: 'organisations.declare', action: withdrawBody }),
  route(contract.importTemplate, { permission: 'organisations.declare', withoutTransaction: true, action: importTemplate }),
  route(contract.previewImport, { permission: 'organisations.declare', readsOnly: true, action: previewImport }),
  route(contract.importBodies, { permission: 'organisations.declare', action: importBodies }),
  route(contract.readTerritory, { permission: 'organisations.read', action: readTerritory }),
  route(contract.addToTerritory, { permission: 'organisations.edit-territory', action: addToTerritory }),
  route(contract.removeFromTerritory, { permission: 'organisations.edit-territory', action: removeFromTerritory }),
  route(contract.readSiteAppearance, { permission: 'public', withoutTransaction: true, action: readSiteAppearance }),
  route(contract.readAppearance, { permission: 'public', withoutTransaction: true, action: readAppearance }),
  route(contract.readLogo, { permission: 'public', action: readLogo }),
  route(contract.changeAppearance, { permission: 'organisations.edit-appearance', action: changeAppearance }),
  route(contract.readLegal, { permission: 'public', limit, withoutTransaction: true, action: readLegal }),
  route(contract.readLegalLinks, { permission: 'public', limit, withoutTransaction: true, action: readLegalLinks }),
  route(contract.readSiteLegalLinks, { permission: 'public', limit, withoutTransaction: true, action: readSiteLegalLinks }),
  route(contract.listLegalVersions, { permission: 'organisations.edit-legal', action: listLegalVersions }),
  route(contract.changeLegal, { permission: 'organisations.edit-legal', action: (ctx, input) => changeLegal(ctx, input) }),
  ...legalPage(contract.accessibilityPages, legalPages.accessibility),
  ...legalPage(contract.legalNoticePages, legalPages.legal),
  ...legalPage(contract.personalDataPages, legalPages.personalData),
];

/** A page that the law wants, of each operator and of the site. */
function legalPage(pages: typeof contract.accessibilityPages, subject: typeof legalPages.accessibility): Route[] {
  return [
    route(pages.ofOperator, { permission: 'public', limit, withoutTransaction: true, action: legalPages.showOfOperator(subject) }),
    route(pages.ofSite, { permission: 'public', limit, withoutTransaction: true, action: legalPages.showOfSite(subject) }),
  ];
}
