// SPDX-License-Identifier: EUPL-1.2
import { IconHeartbeat } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const read = 'monitoring.read';
const answer = 'monitoring.answer';
const at = '/o/:organisation/surveillance';

export default defineRoomUi({
  pages: [
    { path: at, title: 'Surveillance', permission: read, lazy: () => import('./ui/overview/overview-page.tsx') },
    { path: `${at}/incidents`, title: 'Incidents', permission: read, lazy: () => import('./ui/incidents/incidents-page.tsx') },
    { path: `${at}/incidents/:incident`, title: 'Incident', permission: read, lazy: () => import('./ui/incidents/incident-page.tsx') },
    { path: `${at}/sondes`, title: 'Sondes', permission: read, lazy: () => import('./ui/checks/checks-page.tsx') },
    { path: `${at}/sondes/nouvelle`, title: 'Nouvelle sonde', permission: answer, lazy: () => import('./ui/checks/editor-page.tsx') },
    { path: `${at}/sondes/:check`, title: 'Sonde', permission: read, lazy: () => import('./ui/checks/check-page.tsx') },
    { path: `${at}/sondes/:check/modifier`, title: 'Modifier une sonde', permission: answer, lazy: () => import('./ui/checks/editor-page.tsx') },
    { path: `${at}/machines`, title: 'Machines', permission: read, lazy: () => import('./ui/targets/targets-page.tsx') },
    { path: `${at}/echeances`, title: 'Échéances', permission: read, lazy: () => import('./ui/expiries/expiries-page.tsx') },
    { path: `${at}/travaux`, title: 'Travaux', permission: read, lazy: () => import('./ui/works/works-page.tsx') },
    {
      path: `${at}/reglages`,
      title: 'Réglages de la surveillance',
      permission: 'monitoring.set-up',
      lazy: () => import('./ui/settings/settings-page.tsx'),
    },
  ],
  navigation: [{ label: 'Surveillance', icon: IconHeartbeat, to: at, permission: read, group: 'Sécurité' }],
  commands: [
    { label: 'Voir les incidents en cours', to: `${at}/incidents`, permission: read, keywords: ['panne', 'surveillance', 'alerte'] },
    { label: 'Voir les certificats et les noms de domaine', to: `${at}/echeances`, permission: read, keywords: ['expire', 'certificat', 'domaine'] },
    { label: 'Ajouter une sonde', to: `${at}/sondes/nouvelle`, permission: answer, keywords: ['surveiller', 'monitoring', 'certificat'] },
    { label: 'Annoncer des travaux', to: `${at}/travaux?annoncer=oui`, permission: 'monitoring.declare', keywords: ['maintenance', 'coupure'] },
  ],
});
