// SPDX-License-Identifier: EUPL-1.2
import {
  IconAlarm,
  IconChartPie,
  IconFileInvoice,
  IconListDetails,
  IconReceipt,
  IconReceiptEuro,
  IconReportMoney,
  IconScale,
  IconTruckDelivery,
  IconUsersGroup,
} from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';
import { exchangeCommands, exchangeNavigation, exchangePages } from './ui/exchange/pages.ts';

const read = 'billing.read';
const prepare = 'billing.prepare';
const received = 'billing.read-received';
const at = '/o/:organisation/facturation';

export default defineRoomUi({
  pages: [
    { path: at, title: 'Facturation', permission: read, lazy: () => import('./ui/year/year-page.tsx') },
    { path: `${at}/etats`, title: 'États de fin d’année', permission: read, lazy: () => import('./ui/year/statements-page.tsx') },
    { path: `${at}/campagnes`, title: 'Campagnes de facturation', permission: read, lazy: () => import('./ui/runs/runs-page.tsx') },
    { path: `${at}/campagnes/nouvelle`, title: 'Nouvelle campagne', permission: prepare, lazy: () => import('./ui/runs/new-run-page.tsx') },
    { path: `${at}/campagnes/:run`, title: 'Campagne', permission: read, lazy: () => import('./ui/runs/run-page.tsx') },
    {
      path: `${at}/campagnes/:run/:liquidation`,
      title: 'Document à émettre',
      permission: read,
      lazy: () => import('./ui/runs/liquidation-page.tsx'),
    },
    { path: `${at}/documents`, title: 'Appels et factures', permission: read, lazy: () => import('./ui/documents/documents-page.tsx') },
    { path: `${at}/documents/:document`, title: 'Document', permission: read, lazy: () => import('./ui/documents/document-page.tsx') },
    { path: `${at}/retards`, title: 'Retards et relances', permission: read, lazy: () => import('./ui/documents/late-page.tsx') },
    { path: `${at}/corrections`, title: 'Corrections à décider', permission: read, lazy: () => import('./ui/corrections/corrections-page.tsx') },
    {
      path: `${at}/corrections/decisions`,
      title: 'Décisions prises',
      permission: read,
      lazy: () => import('./ui/corrections/decisions-page.tsx'),
    },
    ...exchangePages,
    { path: `${at}/a-facturer`, title: 'À facturer', permission: read, lazy: () => import('./ui/charges/charges-page.tsx') },
    {
      path: `${at}/a-facturer/nouvelle`,
      title: 'Saisir une ligne à facturer',
      permission: prepare,
      lazy: () => import('./ui/charges/charge-page.tsx'),
    },
    { path: `${at}/payeurs`, title: 'Payeurs', permission: read, lazy: () => import('./ui/payers/payers-page.tsx') },
    { path: `${at}/payeurs/:payer`, title: 'Payeur', permission: read, lazy: () => import('./ui/payers/payer-page.tsx') },
    { path: `${at}/parts`, title: 'Parts exactes (art. 261 B)', permission: read, lazy: () => import('./ui/costs/shares-page.tsx') },
    { path: `${at}/parts/couts`, title: 'Coûts et clés de répartition', permission: prepare, lazy: () => import('./ui/costs/costs-page.tsx') },
    {
      path: `${at}/reglages`,
      title: 'Réglages de la facturation',
      permission: 'billing.set-up',
      lazy: () => import('./ui/settings/settings-page.tsx'),
    },
    { path: '/o/:organisation/factures-recues', title: 'Mes factures', permission: received, lazy: () => import('./ui/received/received-page.tsx') },
    {
      path: '/o/:organisation/factures-recues/:document',
      title: 'Document reçu',
      permission: received,
      lazy: () => import('./ui/received/received-document-page.tsx'),
    },
    {
      path: '/o/:organisation/mes-couts',
      title: 'Ce que coûte chaque collectivité',
      permission: received,
      lazy: () => import('./ui/received/my-costs-page.tsx'),
    },
  ],
  navigation: [
    { label: 'L’année', icon: IconReportMoney, to: at, permission: read, group: 'Facturation' },
    { label: 'Campagnes', icon: IconListDetails, to: `${at}/campagnes`, permission: read, group: 'Facturation' },
    { label: 'Appels et factures', icon: IconFileInvoice, to: `${at}/documents`, permission: read, group: 'Facturation' },
    { label: 'Retards', icon: IconAlarm, to: `${at}/retards`, permission: read, group: 'Facturation' },
    { label: 'Corrections', icon: IconScale, to: `${at}/corrections`, permission: read, group: 'Facturation' },
    ...exchangeNavigation,
    { label: 'À facturer', icon: IconTruckDelivery, to: `${at}/a-facturer`, permission: read, group: 'Facturation' },
    { label: 'Payeurs', icon: IconUsersGroup, to: `${at}/payeurs`, permission: read, group: 'Facturation' },
    { label: 'Parts exactes', icon: IconChartPie, to: `${at}/parts`, permission: read, group: 'Facturation' },
    { label: 'Mes factures', icon: IconReceipt, to: '/o/:organisation/factures-recues', permission: received, group: 'Opérateur' },
    { label: 'Mes coûts', icon: IconReceiptEuro, to: '/o/:organisation/mes-couts', permission: received, group: 'Opérateur' },
  ],
  commands: [
    ...exchangeCommands,
    {
      label: 'Préparer une campagne de facturation',
      to: `${at}/campagnes/nouvelle`,
      permission: prepare,
      keywords: ['appel', 'facture', 'participation'],
    },
    {
      label: 'Décider des corrections de l’année',
      to: `${at}/corrections`,
      permission: read,
      keywords: ['complément', 'avoir', 'départ', 'recomptage'],
    },
    { label: 'Voir les retards de paiement', to: `${at}/retards`, permission: read, keywords: ['relance', 'impayé', 'lettre'] },
    { label: 'États de fin d’année', to: `${at}/etats`, permission: read, keywords: ['TVA', 'restes à recouvrer', 'rattachement'] },
    { label: 'Régler la facturation', to: `${at}/reglages`, permission: 'billing.set-up', keywords: ['série', 'prorata', 'TVA', 'M57'] },
    { label: 'Voir ce que coûte chaque collectivité', to: '/o/:organisation/mes-couts', permission: received, keywords: ['prévision', 'budget'] },
  ],
  cards: [{ name: 'billing', title: 'Facturation', permission: read, lazy: () => import('./ui/billing-card.tsx') }],
});
