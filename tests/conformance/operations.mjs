// Every operation through both clients, from the same arguments: the contract's, under the REST API's names.
import { scope } from "./sdk.mjs";

/** A list of the SDK that has no total. */
const items = async (list) => ({ items: await list });
/** A page of the SDK, which calls its items by another name in each. */
const page = (name) => async (promise) => {
  const { [name]: items, ...others } = await promise;
  return { items, ...others };
};
const scopes = (byUser) =>
  byUser && Object.fromEntries(Object.entries(byUser).map(([user, permissions]) => [user, scope(permissions)]));
const users = page("users");
const clients = page("clients");
const oauthFields = ({ grant_types, response_types, redirect_uris, ...others }) => ({
  grantTypes: grant_types,
  responseTypes: response_types,
  redirectUris: redirect_uris,
  ...others,
});

/** `ours` gets our client and its project, `official` the SDK's client and the project's id. */
export const operations = {
  "grants.create": {
    ours: ({ project }, grant) => project.grants.create(grant),
    official: ({ client, projectId }, { room_id, user_id, permissions }) =>
      client.createRoomGrant({ projectId, roomId: room_id, userId: user_id, permissions: scope(permissions) }),
  },
  "grants.createByEmail": {
    ours: ({ project }, grant) => project.grants.createByEmail(grant),
    official: ({ client, projectId }, { room_id, permissions, ...others }) =>
      client.createRoomGrantByEmail({ projectId, roomId: room_id, permissions: scope(permissions), ...others }),
  },
  "grants.update": {
    ours: ({ project }, grant) => project.grants.update(grant),
    official: ({ client, projectId }, { room_id, user_id, permissions, grant_id }) =>
      client.updateRoomGrant({
        projectId,
        roomId: room_id,
        userId: user_id,
        permissions: scope(permissions),
        grantId: grant_id,
      }),
  },
  "grants.delete": {
    ours: ({ project }, { room_id, user_id }) => project.grants.delete(room_id, user_id),
    official: ({ client, projectId }, { room_id, user_id }) => client.deleteRoomGrant(projectId, room_id, user_id),
  },
  "grants.get": {
    ours: ({ project }, { room_id, user_id }) => project.grants.get(room_id, user_id),
    official: ({ client, projectId }, { room_id, user_id }) => client.getRoomGrant(projectId, room_id, user_id),
  },
  "grants.list": {
    ours: ({ project }, which) => project.grants.list(which),
    official: ({ client, projectId }, { order_by, ...which }) =>
      items(client.listRoomGrants(projectId, { orderBy: order_by, ...which })),
  },
  "grants.listByUser": {
    ours: ({ project }, { user_id, ...which }) => project.grants.listByUser(user_id, which),
    official: ({ client, projectId }, { user_id, ...which }) =>
      items(client.listRoomGrantsByUser(projectId, user_id, which)),
  },
  "grants.listByRoom": {
    ours: ({ project }, { room_name, ...which }) => project.grants.listByRoom(room_name, which),
    official: ({ client, projectId }, { room_name, ...which }) =>
      items(client.listRoomGrantsByRoom(projectId, room_name, which)),
  },
  "grants.listUniqueRooms": {
    ours: ({ project }, which) => project.grants.listUniqueRooms(which),
    official: ({ client, projectId }, which) => items(client.listUniqueRoomsWithGrants(projectId, which)),
  },
  "grants.listUniqueUsers": {
    ours: ({ project }, which) => project.grants.listUniqueUsers(which),
    official: ({ client, projectId }, which) => users(client.listUniqueUsersWithGrantsPage(projectId, which)),
  },
  "rooms.create": {
    ours: ({ project }, room) => project.rooms.create(room),
    official: ({ client, projectId }, { if_not_exists, permissions, ...room }) =>
      client.createRoom({ projectId, ifNotExists: if_not_exists, permissions: scopes(permissions), ...room }),
  },
  "rooms.get": {
    ours: ({ project }, { name }) => project.rooms.get(name),
    official: ({ client, projectId }, { name }) => client.getRoom(projectId, name),
  },
  "rooms.list": {
    ours: ({ project }, which) => project.rooms.list(which),
    official: ({ client, projectId }, { order_by, ...which }) =>
      items(client.listRooms(projectId, { orderBy: order_by, ...which })),
  },
  "rooms.update": {
    ours: ({ project }, { room_id, ...change }) => project.rooms.update(room_id, change),
    official: ({ client, projectId }, { room_id, name, ...change }) =>
      client.updateRoom(projectId, room_id, name, change),
  },
  "rooms.delete": {
    ours: ({ project }, { room_id }) => project.rooms.delete(room_id),
    official: ({ client, projectId }, { room_id }) => client.deleteRoom(projectId, room_id),
  },
  "rooms.connect": {
    ours: ({ project }, { room }) => project.rooms.connect(room),
    official: ({ client, projectId }, { room }) => client.connectRoom(projectId, room),
  },
  "members.add": {
    ours: ({ project }, member) => project.members.add(member),
    official: ({ client, projectId }, { user_id, is_admin, is_developer, can_create_rooms, can_use_llm_proxy }) =>
      client.addUserToProject(projectId, user_id, {
        isAdmin: is_admin,
        isDeveloper: is_developer,
        canCreateRooms: can_create_rooms,
        canUseLlmProxy: can_use_llm_proxy,
      }),
  },
  "members.update": {
    ours: ({ project }, { user_id, ...rights }) => project.members.update(user_id, rights),
  },
  "members.remove": {
    ours: ({ project }, { user_id }) => project.members.remove(user_id),
    official: ({ client, projectId }, { user_id }) => client.removeUserFromProject(projectId, user_id),
  },
  "members.list": {
    ours: ({ project }, which) => project.members.list(which),
    official: ({ client, projectId }, which) => users(client.getUsersInProjectPage(projectId, which)),
  },
  "members.role": {
    ours: ({ project }) => project.members.role(),
    official: async ({ client, projectId }) => ({ role: await client.getProjectRole(projectId) }),
  },
  "storage.upload": {
    ours: ({ project }, { path, data }) => project.storage.upload(path, data),
    official: ({ client, projectId }, { path, data }) => client.upload({ projectId, path, data }),
  },
  "storage.download": {
    ours: ({ project }, { path }) => project.storage.download(path),
    official: ({ client, projectId }, { path }) => client.download({ projectId, path }),
  },
  "oauthClients.create": {
    ours: ({ project }, settings) => project.oauthClients.create(settings),
    official: ({ client, projectId }, settings) => client.createOAuthClient(projectId, oauthFields(settings)),
  },
  "oauthClients.update": {
    ours: ({ project }, { client_id, ...change }) => project.oauthClients.update(client_id, change),
    official: ({ client, projectId }, { client_id, ...change }) =>
      client.updateOAuthClient(projectId, client_id, oauthFields(change)),
  },
  "oauthClients.list": {
    ours: ({ project }, which) => project.oauthClients.list(which),
    official: ({ client, projectId }, which) => clients(client.listOAuthClientsPage(projectId, which)),
  },
  "oauthClients.get": {
    ours: ({ project }, { client_id }) => project.oauthClients.get(client_id),
    official: ({ client, projectId }, { client_id }) => client.getOAuthClient(projectId, client_id),
  },
  "oauthClients.delete": {
    ours: ({ project }, { client_id }) => project.oauthClients.delete(client_id),
    official: ({ client, projectId }, { client_id }) => client.deleteOAuthClient(projectId, client_id),
  },
  "oauth.exchangeToken": {
    ours: ({ client }, { form }) => client.exchangeOAuthToken(form),
  },
};
