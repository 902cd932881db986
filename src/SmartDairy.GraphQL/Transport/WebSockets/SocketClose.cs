namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>Why a socket is closed, in the codes of graphql-transport-ws.</summary>
internal readonly record struct SocketClose(int Code, string Reason)
{
    public static readonly SocketClose Normal = new(1000, "");
    public static readonly SocketClose GoingAway = new(1001, "Server is stopping");
    public static readonly SocketClose TooBig = new(1009, "Message too big");
    public static readonly SocketClose InternalError = new(4500, "Internal server error");
    public static readonly SocketClose Unauthorized = new(4401, "Unauthorized");
    public static readonly SocketClose Forbidden = new(4403, "Forbidden");
    public static readonly SocketClose Revoked = new(4403, "Credential expired or revoked");
    public static readonly SocketClose WrongProtocol = new(4406, "Subprotocol not acceptable");
    public static readonly SocketClose InitTimeout = new(4408, "Connection initialisation timeout");
    public static readonly SocketClose TooManyInits = new(4429, "Too many initialisation requests");

    public static SocketClose Invalid(string why) => new(4400, why.Length <= 100 ? why : why[..100]);

    public static SocketClose Duplicate(string id) => new(4409, $"Subscriber for {(id.Length <= 60 ? id : id[..60])} already exists");
}
