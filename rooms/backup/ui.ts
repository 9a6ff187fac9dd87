// SPDX-License-Identifier: EUPL-1.2
import { IconDatabaseExport } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const read = 'backup.read';
const at = '/o/:organisation/sauvegardes';

export default defineRoomUi({
  pages: [
    { path: at, title: 'Sauvegardes', permission: read, lazy: () => import('./ui/machines-page.tsx') },
    { path: `${at}/ajouter`, title: 'Ajouter une machine', permission: 'backup.administer', lazy: () => import('./ui/add-page.tsx') },
    { path: `${at}/machines/:machine`, title: 'Machine', permission: read, lazy: () => import('./ui/machine-page.tsx') },
    { path: `${at}/plan`, title: 'Plan de sauvegarde', permission: read, lazy: () => import('./ui/plan-page.tsx') },
    { path: `${at}/essais`, title: 'Restaurations', permission: read, lazy: () => import('./ui/drills-page.tsx') },
    { path: `${at}/mots-de-passe`, title: 'Mots de passe des dépôts', permission: read, lazy: () => import('./ui/escrow/escrow-page.tsx') },
    { path: `${at}/ma-fiche`, title: 'Ma fiche de dépositaire', permission: read, lazy: () => import('./ui/escrow/my-sheet-page.tsx') },
    { path: `${at}/maintenances`, title: 'Maintenances', permission: read, lazy: () => import('./ui/maintenances-page.tsx') },
    {
      path: '/o/:organisation/sauvegardes-du-territoire',
      title: 'Sauvegardes du territoire',
      permission: 'backup.oversee',
      lazy: () => import('./ui/overview-page.tsx'),
    },
    {
      path: '/o/:organisation/sauvegardes-du-territoire/signes',
      title: 'Signes à regarder',
      permission: 'backup.oversee',
      lazy: () => import('./ui/served-signs-page.tsx'),
    },
    {
      path: '/o/:organisation/sauvegardes-du-territoire/restaurations',
      title: 'Restaurations du territoire',
      permission: 'backup.oversee',
      lazy: () => import('./ui/served-drills-page.tsx'),
    },
  ],
  navigation: [
    { label: 'Sauvegardes', icon: IconDatabaseExport, to: at, permission: read, group: 'Sécurité' },
    {
      label: 'Sauvegardes du territoire',
      icon: IconDatabaseExport,
      to: '/o/:organisation/sauvegardes-du-territoire',
      permission: 'backup.oversee',
      group: 'Sécurité',
    },
  ],
  commands: [
    { label: 'Ajouter une machine à sauvegarder', to: `${at}/ajouter`, permission: 'backup.administer', keywords: ['restic', 'backup', 'poste'] },
    { label: 'Voir le plan de sauvegarde', to: `${at}/plan`, permission: read, keywords: ['PRA', 'RPO', 'RTO', 'reprise'] },
  ],
});
