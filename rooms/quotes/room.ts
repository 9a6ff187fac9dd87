// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { pricingRefusals } from './pricing/refusals.ts';

export default defineRoom({
  name: 'quotes',
  floor: 'foundation',
  title: 'Devis',
  needs: ['catalogue'],
  refusals: pricingRefusals,
});
