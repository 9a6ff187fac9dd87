// SPDX-License-Identifier: EUPL-1.2
import { IconShieldLock, IconUserPlus } from '@tabler/icons-react';

const policy = 'people.edit-sign-in-policy';
const administer = 'people.administer';

/** The doors that mailed links open, and what a body asks at the door. */
export const signInPages = [
  { path: '/invitation', title: 'Invitation', permission: 'public', lazy: () => import('./sign-in/invitation-page.tsx') },
  { path: '/lien', title: 'Se connecter', permission: 'public', lazy: () => import('./sign-in/link-page.tsx') },
  { path: '/mot-de-passe', title: 'Nouveau mot de passe', permission: 'public', lazy: () => import('./sign-in/choose-password-page.tsx') },
  { path: '/compte/confirmer', title: 'Compléter ma connexion', permission: 'signed-in', lazy: () => import('./sign-in/confirm-page.tsx') },
  { path: '/o/:organisation/connexion', title: 'Connexion demandée', permission: policy, lazy: () => import('./sign-in/policy-page.tsx') },
  { path: '/o/:organisation/invitations', title: 'Invitations', permission: administer, lazy: () => import('./sign-in/invitations-page.tsx') },
] as const;

export const signInEntries = [
  { label: 'Invitations', icon: IconUserPlus, to: '/o/:organisation/invitations', permission: administer, group: 'Collectivité' },
  { label: 'Connexion demandée', icon: IconShieldLock, to: '/o/:organisation/connexion', permission: policy, group: 'Réglages' },
] as const;
