// SPDX-License-Identifier: EUPL-1.2
import { IconBeach } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const ask = 'leave.request';
const manage = 'leave.manage';

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/conges', title: 'Mes congés', permission: ask, lazy: () => import('./ui/mine/my-leave-page.tsx') },
    { path: '/o/:organisation/conges/demande', title: 'Demander une absence', permission: ask, lazy: () => import('./ui/ask/ask-page.tsx') },
    { path: '/o/:organisation/conges/demandes/:request', title: 'Absence', permission: ask, lazy: () => import('./ui/request/request-page.tsx') },
    {
      path: '/o/:organisation/conges/a-repondre',
      title: 'Demandes à répondre',
      permission: ask,
      lazy: () => import('./ui/request/to-answer-page.tsx'),
    },
    {
      path: '/o/:organisation/conges/planning',
      title: 'Planning des absences',
      permission: ask,
      lazy: () => import('./ui/planning/planning-page.tsx'),
    },
    { path: '/o/:organisation/conges/annee', title: 'Mon année', permission: ask, lazy: () => import('./ui/planning/my-year-page.tsx') },
    {
      path: '/o/:organisation/conges/import',
      title: 'Importer les agents et leurs soldes',
      permission: manage,
      lazy: () => import('./ui/import/import-page.tsx'),
    },
    { path: '/o/:organisation/conges/presence', title: 'Présents du jour', permission: ask, lazy: () => import('./ui/presence/presence-page.tsx') },
    { path: '/o/:organisation/conges/heures', title: 'Heures à récupérer', permission: ask, lazy: () => import('./ui/hours/hours-page.tsx') },
    {
      path: '/o/:organisation/conges/compteurs',
      title: 'Le détail de mes compteurs',
      permission: ask,
      lazy: () => import('./ui/agents/my-ledger-page.tsx'),
    },
    { path: '/o/:organisation/conges/delegations', title: 'Délégations', permission: ask, lazy: () => import('./ui/stand-ins/stand-ins-page.tsx') },
    {
      path: '/o/:organisation/conges/abonnements',
      title: 'S’abonner à un agenda',
      permission: ask,
      lazy: () => import('./ui/follow/follow-page.tsx'),
    },
    { path: '/o/:organisation/conges/gestion', title: 'Gestion des congés', permission: manage, lazy: () => import('./ui/manage/manage-page.tsx') },
    {
      path: '/o/:organisation/conges/mise-en-place',
      title: 'Mettre en place les congés',
      permission: manage,
      lazy: () => import('./ui/start/start-page.tsx'),
    },
    { path: '/o/:organisation/conges/agents', title: 'Agents', permission: manage, lazy: () => import('./ui/agents/agents-page.tsx') },
    {
      path: '/o/:organisation/conges/agents/nouveau',
      title: 'Inscrire un agent',
      permission: manage,
      lazy: () => import('./ui/agents/add-agent-page.tsx'),
    },
    { path: '/o/:organisation/conges/agents/:agent', title: 'Agent', permission: manage, lazy: () => import('./ui/agents/agent-page.tsx') },
    {
      path: '/o/:organisation/conges/absences',
      title: 'Toutes les absences',
      permission: manage,
      lazy: () => import('./ui/manage/absences-page.tsx'),
    },
    { path: '/o/:organisation/conges/services', title: 'Services', permission: manage, lazy: () => import('./ui/teams/teams-page.tsx') },
    { path: '/o/:organisation/conges/types', title: 'Types d’absence', permission: manage, lazy: () => import('./ui/kinds/kinds-page.tsx') },
    { path: '/o/:organisation/conges/jours', title: 'Ponts et vacances', permission: manage, lazy: () => import('./ui/days-off/days-off-page.tsx') },
    { path: '/o/:organisation/conges/cloture', title: 'Clôture de l’année', permission: manage, lazy: () => import('./ui/closing/closing-page.tsx') },
    { path: '/o/:organisation/conges/exports', title: 'Exports', permission: manage, lazy: () => import('./ui/exports/exports-page.tsx') },
    {
      path: '/o/:organisation/conges/reglages',
      title: 'Réglages des congés',
      permission: manage,
      lazy: () => import('./ui/settings/settings-page.tsx'),
    },
    {
      path: '/o/:organisation/conges/statistiques',
      title: 'Statistiques des absences',
      permission: manage,
      lazy: () => import('./ui/statistics/statistics-page.tsx'),
    },
    { path: '/o/:organisation/conges/paie', title: 'Fichier de paie', permission: manage, lazy: () => import('./ui/statistics/payroll-page.tsx') },
    { path: '/o/:organisation/conges/regles', title: 'Règles de congés', permission: manage, lazy: () => import('./ui/rules/rules-page.tsx') },
    { path: '/o/:organisation/conges/modeles', title: 'Modèles de congés', permission: manage, lazy: () => import('./ui/rules/templates-page.tsx') },
    { path: '/mes-conges', title: 'Mes absences', permission: 'signed-in', lazy: () => import('./ui/mine/my-employers-page.tsx') },
  ],
  personal: [{ label: 'Mes absences', icon: IconBeach, to: '/mes-conges' }],
  navigation: [{ label: 'Congés et absences', icon: IconBeach, to: '/o/:organisation/conges', permission: ask, group: 'Bureau' }],
  commands: [
    { label: 'Demander une absence', to: '/o/:organisation/conges/demande', permission: ask, keywords: ['congé', 'vacances', 'RTT', 'poser'] },
    { label: 'Voir qui est absent', to: '/o/:organisation/conges/planning', permission: ask, keywords: ['planning', 'présents', 'calendrier'] },
    {
      label: 'Importer des agents et leurs congés',
      to: '/o/:organisation/conges/import',
      permission: manage,
      keywords: ['Jorani', 'CSV', 'tableur', 'soldes', 'reprise'],
    },
    { label: 'Voir les présents du jour', to: '/o/:organisation/conges/presence', permission: ask, keywords: ['feuille', 'absents', 'aujourd’hui'] },
    { label: 'Déclarer des heures à récupérer', to: '/o/:organisation/conges/heures', permission: ask, keywords: ['récupération', 'heures'] },
    { label: 'Déléguer mes réponses aux congés', to: '/o/:organisation/conges/delegations', permission: ask, keywords: ['suppléance', 'intérim'] },
    { label: 'Gérer les congés', to: '/o/:organisation/conges/gestion', permission: manage, keywords: ['agents', 'compteurs', 'services'] },
    { label: 'Clore l’année des congés', to: '/o/:organisation/conges/cloture', permission: manage, keywords: ['report', 'CET', 'reliquat'] },
    {
      label: 'Voir les statistiques des absences',
      to: '/o/:organisation/conges/statistiques',
      permission: manage,
      keywords: ['RSU', 'bilan social'],
    },
    { label: 'Préparer la paie', to: '/o/:organisation/conges/paie', permission: manage, keywords: ['export', 'CSV', 'carence'] },
    { label: 'Fixer les règles de congés', to: '/o/:organisation/conges/regles', permission: manage, keywords: ['RTT', 'report', 'délibération'] },
    { label: 'Voir mes absences chez tous mes employeurs', to: '/mes-conges', permission: 'signed-in', keywords: ['congé', 'calendrier'] },
  ],
});
