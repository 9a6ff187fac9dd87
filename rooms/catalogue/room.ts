// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';

export default defineRoom({
  name: 'catalogue',
  floor: 'foundation',
  title: 'Catalogue et tarifs',
  needs: [],
});
