// SPDX-License-Identifier: EUPL-1.2
import { IconApi, IconDevices, IconWebhook } from '@tabler/icons-react';

const tokens = 'people.administer-tokens';
const webhooks = 'people.administer-webhooks';

/** Pages of devices and programs that act for a person or a body. */
export const programPages = [
  { path: '/compte/appareils', title: 'Mes appareils', permission: 'signed-in', lazy: () => import('./app-passwords/devices-page.tsx') },
  { path: '/o/:organisation/jetons', title: 'Jetons d’API', permission: tokens, lazy: () => import('./tokens/tokens-page.tsx') },
  { path: '/o/:organisation/webhooks', title: 'Webhooks', permission: webhooks, lazy: () => import('./webhooks/webhooks-page.tsx') },
  { path: '/o/:organisation/webhooks/:id', title: 'Webhook', permission: webhooks, lazy: () => import('./webhooks/webhook-page.tsx') },
] as const;

export const programEntries = [
  { label: 'Jetons d’API', icon: IconApi, to: '/o/:organisation/jetons', permission: tokens, group: 'Réglages' },
  { label: 'Webhooks', icon: IconWebhook, to: '/o/:organisation/webhooks', permission: webhooks, group: 'Réglages' },
] as const;

export const programPersonal = [{ label: 'Mes appareils', icon: IconDevices, to: '/compte/appareils' }] as const;

export const programCommands = [
  {
    label: 'Connecter un appareil',
    to: '/compte/appareils',
    permission: 'signed-in',
    keywords: ['téléphone', 'mot de passe d’application', 'agenda'],
  },
] as const;
