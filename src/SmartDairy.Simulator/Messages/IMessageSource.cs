namespace SmartDairy.Simulator.Messages;

/// <summary>A part of the farm that sends messages; one implementation per kind of device.</summary>
internal interface IMessageSource
{
    /// <summary>
    /// Adds the messages sent in [<paramref name="from"/>, <paramref name="to"/>), in any order. The span lies within one hour.
    /// </summary>
    void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages);
}
