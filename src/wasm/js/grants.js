// Methods that are several requests.
import { RoomGrants } from "./classes.js";
import { methods, replied, use } from "./client.js";

methods(RoomGrants, {
  put(grant, options) {
    const { core, project } = use(this, RoomGrants);
    return replied((reply) => core.putGrant(project, grant, options, reply));
  },
});
