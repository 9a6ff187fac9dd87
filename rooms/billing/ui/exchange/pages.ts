// SPDX-License-Identifier: EUPL-1.2
import { IconBuildingBank } from '@tabler/icons-react';

const read = 'billing.read';
const follow = 'billing.follow-payments';
const at = '/o/:organisation/facturation/tresorerie';

export const exchangePages = [
  { path: at, title: 'Trésorerie', permission: read, lazy: () => import('./treasury-page.tsx') },
  { path: `${at}/retours`, title: 'Retours', permission: read, lazy: () => import('./returns-page.tsx') },
  { path: `${at}/retours/nouveau`, title: 'Importer un retour', permission: follow, lazy: () => import('./import-return-page.tsx') },
  { path: `${at}/retours/:retour`, title: 'Retour', permission: read, lazy: () => import('./return-page.tsx') },
  { path: `${at}/quarantaine`, title: 'Quarantaine', permission: read, lazy: () => import('./quarantine-page.tsx') },
  { path: `${at}/reglages`, title: 'Réglages des échanges', permission: 'billing.set-up', lazy: () => import('./settings-page.tsx') },
] as const;

export const exchangeNavigation = [{ label: 'Trésorerie', icon: IconBuildingBank, to: at, permission: read, group: 'Facturation' }] as const;

export const exchangeCommands = [
  { label: 'Transmettre à la trésorerie', to: at, permission: follow, keywords: ['PES', 'Hélios', 'liquidation', 'titre'] },
  { label: 'Importer un retour de la trésorerie', to: `${at}/retours/nouveau`, permission: follow, keywords: ['acquittement', 'encaissement'] },
] as const;
