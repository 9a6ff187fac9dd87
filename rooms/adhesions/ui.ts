// SPDX-License-Identifier: EUPL-1.2
import {
  IconArrowMerge,
  IconCalendarDue,
  IconCalendarRepeat,
  IconCertificate,
  IconFileCertificate,
  IconFileText,
  IconLayoutKanban,
  IconMailForward,
  IconMapPins,
} from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const readOwn = 'adhesions.read-own';

const follow = 'adhesions.follow';
const conclude = 'adhesions.conclude';
const writeTemplates = 'adhesions.write-templates';

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/renouvellements', title: 'Renouvellements', permission: follow, lazy: () => import('./ui/renewals/renewals-page.tsx') },
    { path: '/o/:organisation/echeances', title: 'Échéances', permission: readOwn, lazy: () => import('./ui/renewals/deadlines-page.tsx') },
    {
      path: '/o/:organisation/echeances/lettres/:letter',
      title: 'Lettre de l’opérateur',
      permission: readOwn,
      lazy: () => import('./ui/campaigns/letter-page.tsx'),
    },
    { path: '/o/:organisation/campagnes', title: 'Campagnes', permission: follow, lazy: () => import('./ui/campaigns/campaigns-page.tsx') },
    {
      path: '/o/:organisation/campagnes/nouvelle',
      title: 'Nouvelle campagne',
      permission: conclude,
      lazy: () => import('./ui/campaigns/edit-campaign-page.tsx'),
    },
    { path: '/o/:organisation/campagnes/:campaign', title: 'Campagne', permission: follow, lazy: () => import('./ui/campaigns/campaign-page.tsx') },
    {
      path: '/o/:organisation/campagnes/:campaign/modifier',
      title: 'Modifier une campagne',
      permission: conclude,
      lazy: () => import('./ui/campaigns/edit-campaign-page.tsx'),
    },
    {
      path: '/o/:organisation/campagnes/:campaign/lignes/:line',
      title: 'Convention d’une campagne',
      permission: follow,
      lazy: () => import('./ui/campaigns/line-page.tsx'),
    },
    { path: '/o/:organisation/fusions', title: 'Fusions', permission: conclude, lazy: () => import('./ui/mergers/changes-page.tsx') },
    { path: '/o/:organisation/adhesions', title: 'Suivi des adhésions', permission: follow, lazy: () => import('./ui/pipeline/pipeline-page.tsx') },
    {
      path: '/o/:organisation/adhesions/ouvrir',
      title: 'Ouvrir une adhésion',
      permission: conclude,
      lazy: () => import('./ui/pipeline/open-adhesion-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/rejoindre',
      title: 'Faire rejoindre un territoire',
      permission: conclude,
      lazy: () => import('./ui/pipeline/join-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/territoires',
      title: 'Territoires adhérents',
      permission: follow,
      lazy: () => import('./ui/territory/territories-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/territoires/:payer',
      title: 'Territoire',
      permission: 'adhesions.read',
      lazy: () => import('./ui/territory/territory-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/conventions',
      title: 'Conventions',
      permission: follow,
      lazy: () => import('./ui/register/register-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/conventions/:convention',
      title: 'Convention',
      permission: 'adhesions.read',
      lazy: () => import('./ui/register/convention-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/membres',
      title: 'Membres à une date',
      permission: follow,
      lazy: () => import('./ui/history/members-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/collectivites/:body',
      title: 'Adhésions d’une collectivité',
      permission: 'adhesions.read',
      lazy: () => import('./ui/history/body-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/mises-en-service',
      title: 'Premières mises en service',
      permission: follow,
      lazy: () => import('./ui/commissioning/first-days-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/reprises',
      title: 'Reprises',
      permission: conclude,
      lazy: () => import('./ui/take-over/take-overs-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/reprises/nouvelle',
      title: 'Reprendre des conventions',
      permission: conclude,
      lazy: () => import('./ui/take-over/take-over-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/reprises/:reprise',
      title: 'Reprise',
      permission: conclude,
      lazy: () => import('./ui/take-over/take-over-detail-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion',
      title: 'Mon adhésion',
      permission: readOwn,
      lazy: () => import('./ui/my-adhesion/my-adhesion-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion/histoire',
      title: 'Histoire de mon adhésion',
      permission: readOwn,
      lazy: () => import('./ui/history/my-history-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion/conventions',
      title: 'Mes conventions',
      permission: readOwn,
      lazy: () => import('./ui/my-adhesion/my-conventions-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion/conventions/:convention',
      title: 'Convention',
      permission: readOwn,
      lazy: () => import('./ui/my-adhesion/my-convention-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion/souscrire',
      title: 'Souscrire un forfait',
      permission: readOwn,
      lazy: () => import('./ui/subscribe/subscribe-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion/comparer',
      title: 'Comparer les forfaits',
      permission: readOwn,
      lazy: () => import('./ui/subscribe/compare-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/souscriptions',
      title: 'Souscriptions et avenants',
      permission: 'adhesions.set-up',
      lazy: () => import('./ui/subscribe/settings-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/modeles',
      title: 'Modèles de documents',
      permission: writeTemplates,
      lazy: () => import('./ui/documents/templates-page.tsx'),
    },
    {
      path: '/o/:organisation/adhesions/modeles/:template',
      title: 'Modèle de document',
      permission: writeTemplates,
      lazy: () => import('./ui/documents/template-page.tsx'),
    },
  ],
  navigation: [
    { label: 'Suivi des adhésions', icon: IconLayoutKanban, to: '/o/:organisation/adhesions', permission: follow, group: 'Offre' },
    { label: 'Conventions', icon: IconFileCertificate, to: '/o/:organisation/adhesions/conventions', permission: follow, group: 'Offre' },
    { label: 'Territoires adhérents', icon: IconMapPins, to: '/o/:organisation/adhesions/territoires', permission: follow, group: 'Offre' },
    { label: 'Renouvellements', icon: IconCalendarRepeat, to: '/o/:organisation/renouvellements', permission: follow, group: 'Offre' },
    { label: 'Campagnes', icon: IconMailForward, to: '/o/:organisation/campagnes', permission: follow, group: 'Offre' },
    { label: 'Fusions', icon: IconArrowMerge, to: '/o/:organisation/fusions', permission: conclude, group: 'Offre' },
    { label: 'Modèles de documents', icon: IconFileText, to: '/o/:organisation/adhesions/modeles', permission: writeTemplates, group: 'Offre' },
    { label: 'Mon adhésion', icon: IconCertificate, to: '/o/:organisation/mon-adhesion', permission: readOwn, group: 'Opérateur' },
    { label: 'Échéances', icon: IconCalendarDue, to: '/o/:organisation/echeances', permission: readOwn, group: 'Opérateur' },
  ],
  commands: [
    {
      label: 'Souscrire un forfait',
      to: '/o/:organisation/mon-adhesion/souscrire',
      permission: 'adhesions.subscribe',
      keywords: ['métiers', 'technologie', 'centre de gestion', 'prix'],
    },
    {
      label: 'Régler les souscriptions et les avenants',
      to: '/o/:organisation/adhesions/souscriptions',
      permission: 'adhesions.set-up',
      keywords: ['seuil', 'délibération', 'en ligne', 'forfait'],
    },
    {
      label: 'Modifier un modèle de document',
      to: '/o/:organisation/adhesions/modeles',
      permission: writeTemplates,
      keywords: ['délibération', 'convention', 'avenant', 'texte'],
    },
    {
      label: 'Ouvrir une adhésion',
      to: '/o/:organisation/adhesions/ouvrir',
      permission: conclude,
      keywords: ['devis accepté', 'dossier', 'convention', 'délibération'],
    },
    {
      label: 'Faire rejoindre un territoire',
      to: '/o/:organisation/adhesions/rejoindre',
      permission: conclude,
      keywords: ['commune', 'CCAS', 'tripartite', 'cadre'],
    },
    {
      label: 'Reprendre des conventions existantes',
      to: '/o/:organisation/adhesions/reprises/nouvelle',
      permission: conclude,
      keywords: ['import', 'CSV', 'existant', 'migration'],
    },
    {
      label: 'Voir les reprises de conventions',
      to: '/o/:organisation/adhesions/reprises',
      permission: conclude,
      keywords: ['fichier', 'annuler'],
    },
    {
      label: 'Voir qui était membre à une date',
      to: '/o/:organisation/adhesions/membres',
      permission: follow,
      keywords: ['historique', 'adhérents', 'compté', 'passé'],
    },
    {
      label: 'Voir les premières mises en service',
      to: '/o/:organisation/adhesions/mises-en-service',
      permission: follow,
      keywords: ['installation', 'jour', 'rendez-vous'],
    },
    {
      label: 'Voir mon adhésion',
      to: '/o/:organisation/mon-adhesion',
      permission: readOwn,
      keywords: ['convention', 'opérateur', 'tarif', 'échéance'],
    },
  ],
  cards: [{ name: 'my-adhesion', title: 'Mon adhésion', permission: readOwn, lazy: () => import('./ui/my-adhesion/adhesion-card.tsx') }],
  parts: [
    {
      place: 'dossiers.page',
      of: ['adhesions.adhesion', 'adhesions.tripartite', 'adhesions.package', 'adhesions.rider'],
      name: 'adhesions.documents',
      title: 'Documents et signatures',
      permission: 'adhesions.read',
      lazy: async () => ({ Part: (await import('./ui/documents/dossier-documents.tsx')).DossierDocuments }),
    },
    {
      place: 'quotes.page',
      name: 'adhesions.of-quote',
      permission: conclude,
      lazy: async () => ({ Part: (await import('./ui/pipeline/adhesion-of-quote.tsx')).AdhesionOfQuote }),
    },
  ],
});
