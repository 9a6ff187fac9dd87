// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';

export default defineRoom({ name: 'billing', floor: 'foundation', title: 'Facturation', needs: [] });
