/**
 * What home asks the API for when it is loaded, as somebody who has much of everything. The browser tests hold it to the
 * page, the tests of costs to what it may read: a visit costs these, and what listeners bring.
 */
export const homeRequests = (uid: string): string[] => [
  '/connections/suggestions?limit=5',
  '/events/of_connections?limit=6',
  `/events?attending=me&when=current&limit=3`,
  `/events?host=${uid}&when=current&limit=2`,
  '/notifications?limit=4',
  '/stories/latest',
  '/stories?limit=100',
  '/users/profile',
];
