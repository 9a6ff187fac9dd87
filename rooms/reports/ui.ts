// SPDX-License-Identifier: EUPL-1.2
import { IconReport } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const read = 'reports.read';
const at = '/o/:organisation/rapports';

export default defineRoomUi({
  pages: [
    { path: at, title: 'Rapport hebdomadaire', permission: read, lazy: () => import('./ui/reports-page.tsx') },
    { path: `${at}/apercu`, title: 'Cette semaine', permission: read, lazy: () => import('./ui/preview-page.tsx') },
    {
      path: `${at}/territoire`,
      title: 'La semaine du territoire',
      permission: 'reports.read-territory',
      lazy: () => import('./ui/territory-page.tsx'),
    },
    { path: `${at}/reglages`, title: 'Destinataires du rapport', permission: 'reports.set-up', lazy: () => import('./ui/settings-page.tsx') },
    { path: `${at}/:week`, title: 'Rapport', permission: read, lazy: () => import('./ui/report-page.tsx') },
  ],
  navigation: [{ label: 'Rapport hebdomadaire', icon: IconReport, to: at, permission: read, group: 'Sécurité' }],
  commands: [
    { label: 'Lire le rapport de la semaine', to: at, permission: read, keywords: ['hebdomadaire', 'bilan', 'sauvegarde'] },
    { label: 'Voir la semaine du territoire', to: `${at}/territoire`, permission: 'reports.read-territory', keywords: ['EPCI', 'collectivités'] },
  ],
});
