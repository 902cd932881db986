using System.Security.Claims;
using GraphQL.Transport;

namespace SmartDairy.GraphQL.Execution;

/// <summary>One operation to run.</summary>
/// <param name="Body">Document, variables and operation name.</param>
/// <param name="Transport">Transport that the operation arrived by.</param>
/// <param name="User">Authenticated caller; the resolvers find it in the context's <c>User</c>.</param>
/// <param name="Services">Service scope that lives as long as the operation.</param>
public sealed record OperationRequest(GraphQLRequest Body, OperationTransport Transport, ClaimsPrincipal User, IServiceProvider Services);
