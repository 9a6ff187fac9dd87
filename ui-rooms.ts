// SPDX-License-Identifier: EUPL-1.2
import {
  IconBeach,
  IconBuildingCommunity,
  IconChecklist,
  IconDatabaseExport,
  IconFileCertificate,
  IconFileEuro,
  IconFolders,
  IconGauge,
  IconHeartbeat,
  IconHome,
  IconListDetails,
  IconReport,
  IconReportMoney,
  IconUsers,
} from '@tabler/icons-react';
import type { UiRoom } from '#ui/room-ui.ts';

/** The rooms that have screens, in the order in which the navigation shows them. */
export const uiRooms: readonly UiRoom[] = [
  { path: 'accueil', label: 'Bureau virtuel', icon: IconHome, load: () => import('#rooms/home/ui.ts') },
  { path: 'sauvegardes', label: 'Sauvegardes', icon: IconDatabaseExport, load: () => import('#rooms/backup/ui.ts') },
  { path: 'conges', label: 'Congés et absences', icon: IconBeach, load: () => import('#rooms/leave/ui.ts') },
  { path: 'surveillance', label: 'Surveillance', icon: IconHeartbeat, load: () => import('#rooms/monitoring/ui.ts') },
  { path: 'rapports', label: 'Rapport hebdomadaire', icon: IconReport, load: () => import('#rooms/reports/ui.ts') },
  { path: 'catalogue', label: 'Catalogue et tarifs', icon: IconListDetails, load: () => import('#rooms/catalogue/ui.ts') },
  { path: 'devis', label: 'Devis', icon: IconFileEuro, load: () => import('#rooms/quotes/ui.ts') },
  { path: 'demandes', label: 'Demandes suivies', icon: IconChecklist, load: () => import('#rooms/requests/ui.ts') },
  { path: 'adhesions', label: 'Adhésions et conventions', icon: IconFileCertificate, load: () => import('#rooms/adhesions/ui.ts') },
  { path: 'facturation', label: 'Facturation', icon: IconReportMoney, load: () => import('#rooms/billing/ui.ts') },
  { path: 'dossiers', label: 'Dossiers', icon: IconFolders, load: () => import('#rooms/dossiers/ui.ts') },
  { path: 'droits', label: 'Droits et usages', icon: IconGauge, load: () => import('#rooms/rights/ui.ts') },
  { path: 'collectivites', label: 'Collectivités', icon: IconBuildingCommunity, load: () => import('#rooms/organisations/ui.ts') },
  { path: 'compte', label: 'Personnes', icon: IconUsers, load: () => import('#rooms/people/ui.ts') },
];
