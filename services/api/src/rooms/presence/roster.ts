import type { Person } from "@live-listen/protocol";

/** Somebody who is here, and by what: sockets of this instance, other instances. */
interface Attendance {
  name: string;
  sockets: number;
  readonly instances: Set<string>;
}

/** What changed in a roster, as its listeners need to know. */
export interface RosterChange {
  readonly count: number;
  readonly appeared: Person[];
  readonly disappeared: string[];
}

/**
 * Who is in a room, on this instance and on others; several sockets of one person are one presence. Listeners are shown a list of bounded length,
 * the same for all: whoever leaves it makes room for somebody who isn't on it yet. The host always is.
 */
export class Roster {
  readonly #hostId: string;
  readonly #capacity: number;
  readonly #here = new Map<string, Attendance>();
  readonly #shown = new Map<string, Person>();
  readonly #touched = new Set<string>();
  #shownCount = 0;

  /** @param capacity length of the list, without the host. */
  constructor(hostId: string, capacity: number) {
    this.#hostId = hostId;
    this.#capacity = capacity;
  }

  /** The list as of the last change, and the number of all. */
  get snapshot(): { count: number; people: Person[] } {
    return { count: this.#shownCount, people: [...this.#shown.values()] };
  }

  /** Adds a socket of this instance. @returns whether it is the person's first. */
  arrive({ id, name }: Person): boolean {
    const attendance = this.#attendanceOf(id, name);
    attendance.name = name;
    attendance.sockets += 1;
    return attendance.sockets === 1;
  }

  /** Takes a socket of this instance away. @returns whether it was the person's last. */
  depart(id: string): boolean {
    const attendance = this.#here.get(id);
    if (attendance === undefined || attendance.sockets === 0) return false;
    attendance.sockets -= 1;
    this.#settle(id, attendance);
    return attendance.sockets === 0;
  }

  /** Number of a person's sockets on this instance. */
  socketsOf(id: string): number {
    return this.#here.get(id)?.sockets ?? 0;
  }

  /** People who have sockets on this instance. */
  local(): Person[] {
    return [...this.#here].filter(([, { sockets }]) => sockets > 0).map(([id, { name }]) => ({ id, name }));
  }

  /** Finds somebody who has a socket on this instance. */
  findLocal(id: string): Person | undefined {
    const attendance = this.#here.get(id);
    return attendance !== undefined && attendance.sockets > 0 ? { id, name: attendance.name } : undefined;
  }

  /** Notes that another instance has a person, or hasn't (no name). */
  setRemote(instance: string, id: string, name: string | undefined): void {
    if (name !== undefined) {
      this.#attendanceOf(id, name).instances.add(instance);
      return;
    }
    const attendance = this.#here.get(id);
    if (attendance?.instances.delete(instance)) this.#settle(id, attendance);
  }

  /** Forgets whatever another instance had. */
  dropInstance(instance: string): void {
    for (const [id, attendance] of this.#here) {
      if (attendance.instances.delete(instance)) this.#settle(id, attendance);
    }
  }

  /** Other instances that have somebody here. */
  remoteInstances(): Set<string> {
    return new Set([...this.#here.values()].flatMap(({ instances }) => [...instances]));
  }

  /** People whom another instance has. */
  remotePeople(instance: string): string[] {
    return [...this.#here].filter(([, { instances }]) => instances.has(instance)).map(([id]) => id);
  }

  /** Brings the list up to date. @returns what changed on it since the last time; undefined when nothing did, not even the number. */
  takeChange(): RosterChange | undefined {
    const disappeared: string[] = [];
    const appeared: Person[] = [];
    const show = (id: string, { name }: Attendance) => {
      const person = { id, name };
      this.#shown.set(id, person);
      appeared.push(person);
    };
    for (const id of this.#touched) if (!this.#here.has(id) && this.#shown.delete(id)) disappeared.push(id);
    for (const id of this.#touched) {
      const attendance = this.#here.get(id);
      if (attendance === undefined) continue;
      const shown = this.#shown.get(id);
      const renamed = shown !== undefined && shown.name !== attendance.name;
      if (renamed || (shown === undefined && (id === this.#hostId || this.#hasRoom()))) show(id, attendance);
    }
    this.#touched.clear();
    if (this.#hasRoom() && this.#here.size > this.#shown.size) {
      for (const [id, attendance] of this.#here) {
        if (!this.#hasRoom()) break;
        if (!this.#shown.has(id)) show(id, attendance);
      }
    }
    const changed = appeared.length > 0 || disappeared.length > 0 || this.#here.size !== this.#shownCount;
    this.#shownCount = this.#here.size;
    return changed ? { count: this.#shownCount, appeared, disappeared } : undefined;
  }

  #hasRoom(): boolean {
    return this.#shown.size - (this.#shown.has(this.#hostId) ? 1 : 0) < this.#capacity;
  }

  #attendanceOf(id: string, name: string): Attendance {
    this.#touched.add(id);
    const known = this.#here.get(id);
    if (known !== undefined) return known;
    const attendance: Attendance = { name, sockets: 0, instances: new Set() };
    this.#here.set(id, attendance);
    return attendance;
  }

  #settle(id: string, { sockets, instances }: Attendance): void {
    this.#touched.add(id);
    if (sockets === 0 && instances.size === 0) this.#here.delete(id);
  }
}
