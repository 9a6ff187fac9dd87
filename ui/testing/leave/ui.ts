// SPDX-License-Identifier: EUPL-1.2
import { IconCalendarEvent } from '@tabler/icons-react';
import { defineRoomUi } from '../../room-ui.ts';

export default defineRoomUi({
  pages: [{ path: '/o/:organisation/conges', title: 'Demander un congé', permission: 'leave.request', lazy: () => import('./leave-page.tsx') }],
  navigation: [{ label: 'Congés', icon: IconCalendarEvent, to: '/o/:organisation/conges', permission: 'leave.request', group: 'Services' }],
  commands: [{ label: 'Demander un congé', to: '/o/:organisation/conges', permission: 'leave.request', keywords: ['absence', 'vacances'] }],
  cards: [{ name: 'leave', title: 'Congés', permission: 'leave.request', lazy: () => import('./leave-card.tsx') }],
});
