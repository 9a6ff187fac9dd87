// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { dismissBanner } from './announcements/dismiss-banner.ts';
import { listAnnouncements, readAnnouncement, readAudiences } from './announcements/list-announcements.ts';
import { deleteDraft, endAnnouncement, publishAnnouncement, updateAnnouncement } from './announcements/publish-announcement.ts';
import { readBanners } from './announcements/read-banners.ts';
import { sendStatusFeed } from './announcements/status-feed.ts';
import { showStatusOfSite, showStatusPage } from './announcements/status-page.ts';
import { changeAnnouncement, draftAnnouncement } from './announcements/write-announcement.ts';
import * as contract from './contract.ts';
import { dismissFirstSteps, readFirstSteps } from './desk/first-steps.ts';
import { keepFavourites } from './desk/keep-favourites.ts';
import { readHome } from './desk/read-home.ts';
import { answerRequest } from './requests/answer-request.ts';
import { listOffers } from './requests/list-offers.ts';
import { listOwnRequests, listReceivedRequests } from './requests/list-requests.ts';
import { requestService } from './requests/request-service.ts';
import { withdrawRequest } from './requests/withdraw-request.ts';

const ask = 'home.request-service';
const answer = 'home.answer-requests';
const announce = 'home.announce';

/** What gathers from the rooms opens the transactions that it needs itself. */
export const routes = [
  route(contract.readHome, { permission: 'signed-in', withoutTransaction: true, action: readHome }),
  route(contract.readMyHome, { permission: 'signed-in', withoutTransaction: true, action: readHome }),
  route(contract.keepFavourites, { permission: 'signed-in', withoutTransaction: true, action: keepFavourites }),
  route(contract.readFirstSteps, { permission: 'signed-in', withoutTransaction: true, action: readFirstSteps }),
  route(contract.dismissFirstSteps, { permission: 'signed-in', action: dismissFirstSteps }),
  route(contract.listOffers, { permission: ask, action: listOffers }),
  route(contract.listOwnRequests, { permission: ask, action: listOwnRequests }),
  route(contract.requestService, { permission: ask, action: requestService }),
  route(contract.withdrawRequest, { permission: ask, action: withdrawRequest }),
  route(contract.listReceivedRequests, { permission: answer, action: listReceivedRequests }),
  route(contract.answerRequest, { permission: answer, action: answerRequest }),
  route(contract.listAnnouncements, { permission: announce, action: listAnnouncements }),
  route(contract.readAudiences, { permission: announce, action: readAudiences }),
  route(contract.readAnnouncement, { permission: announce, action: readAnnouncement }),
  route(contract.draftAnnouncement, { permission: announce, action: draftAnnouncement }),
  route(contract.changeAnnouncement, { permission: announce, action: changeAnnouncement }),
  route(contract.publishAnnouncement, { permission: announce, action: publishAnnouncement }),
  route(contract.updateAnnouncement, { permission: announce, action: updateAnnouncement }),
  route(contract.endAnnouncement, { permission: announce, action: endAnnouncement }),
  route(contract.deleteDraft, { permission: announce, action: deleteDraft }),
  route(contract.readBanners, { permission: 'signed-in', action: readBanners }),
  route(contract.dismissBanner, { permission: 'signed-in', action: dismissBanner }),
  route(contract.statusPage, { permission: 'public', action: showStatusPage }),
  route(contract.statusOfSite, { permission: 'public', action: showStatusOfSite }),
  route(contract.statusFeed, { permission: 'public', action: sendStatusFeed }),
];
