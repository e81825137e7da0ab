/** Whom somebody has to do with, by username. The slices after find friends in this order, the closest first. */
export interface Circle {
  friends: readonly string[];
  /** They have asked, and wait for an answer: the newest first. */
  asking?: readonly string[];
  /** They were asked, and haven't answered. */
  asked?: readonly string[];
  /** They were asked, and said no. */
  declined?: readonly string[];
  blocked?: readonly string[];
}

/** What the cast must find, so that every screen has something to show. Small worlds lack some of them. */
export const CIRCLES: Readonly<Record<string, Circle>> = {
  alice: {
    friends: [
      ...['bob', 'erin', 'marta.silva', 'kofi.frames', 'fatima.zahra', 'jonas.outdoors', 'olivia.chen', 'yuki.eats'],
      ...['ines.laurent', 'trailhouse', 'casa.cobalto', 'amara.diallo', 'haus.acht', 'noor.aftab', 'elif.yilmaz'],
    ],
    asking: ['rafael.lima', 'leila.haddad', 'solstice.skin', 'diego.fuentes'],
    asked: ['loop.bottles', 'kwame.boateng'],
    declined: ['north.thread'],
    blocked: ['rex.growth'],
  },
  bob: {
    friends: [
      ...['erin', 'yuki.eats', 'amara.diallo', 'loop.bottles', 'minh.anh', 'priya.raghavan', 'harpreet.gill'],
      ...['casa.cobalto', 'kofi.frames', 'stride.club', 'olivia.chen'],
    ],
    asking: ['mango.lane', 'mei.makes', 'camila.rocha'],
    asked: ['haus.acht', 'zaytoun.pantry'],
    declined: ['solstice.skin'],
  },
  erin: {
    friends: [
      ...['olivia.chen', 'rafael.lima', 'amara.diallo', 'tobi.adeyemi', 'adire.house', 'arjun.mehta', 'kwame.boateng'],
      ...['nimbus.lab', 'wanjiru.kamau', 'vera', 'kofi.frames'],
    ],
    asking: ['noa.levi', 'lumen.audio'],
    asked: ['trailhouse', 'nia.thompson'],
  },
  vera: {
    friends: ['stride.club', 'sofia.lindgren', 'hana.novakova', 'noa.levi', 'layan.reads', 'jonas.outdoors'],
    asking: ['lucas.meyer', 'mateo.rutas'],
  },
};
